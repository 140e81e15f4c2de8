"""Whose nation the dead and the injured were: ISO 3166-1 codes, and what a person calls the people of each."""

from __future__ import annotations

from collections.abc import Mapping

from incidentmap.errors import InvalidRecord

# In the plural; places where nobody lives are left out.
_PEOPLES = """
AD Andorrans|AE Emiratis|AF Afghans|AG Antiguans|AI Anguillians|AL Albanians|AM Armenians|AO Angolans|AR Argentines
AS American Samoans|AT Austrians|AU Australians|AW Arubans|AX Ålanders|AZ Azerbaijanis|BA Bosnians|BB Barbadians
BD Bangladeshis|BE Belgians|BF Burkinabe|BG Bulgarians|BH Bahrainis|BI Burundians|BJ Beninese|BL Barthélemois
BM Bermudians|BN Bruneians|BO Bolivians|BQ Caribbean Dutch|BR Brazilians|BS Bahamians|BT Bhutanese|BW Batswana
BY Belarusians|BZ Belizeans|CA Canadians|CC Cocos Islanders|CD Congolese (Kinshasa)|CF Central Africans
CG Congolese (Brazzaville)|CH Swiss|CI Ivorians|CK Cook Islanders|CL Chileans|CM Cameroonians|CN Chinese|CO Colombians
CR Costa Ricans|CU Cubans|CV Cape Verdeans|CW Curaçaoans|CX Christmas Islanders|CY Cypriots|CZ Czechs|DE Germans
DJ Djiboutians|DK Danes|DM Dominicans (Dominica)|DO Dominicans|DZ Algerians|EC Ecuadorians|EE Estonians|EG Egyptians
EH Sahrawis|ER Eritreans|ES Spaniards|ET Ethiopians|FI Finns|FJ Fijians|FK Falkland Islanders|FM Micronesians
FO Faroese|FR French|GA Gabonese|GB Britons|GD Grenadians|GE Georgians|GF French Guianans|GG Guernsey Islanders
GH Ghanaians|GI Gibraltarians|GL Greenlanders|GM Gambians|GN Guineans|GP Guadeloupeans|GQ Equatorial Guineans|GR Greeks
GT Guatemalans|GU Guamanians|GW Bissau-Guineans|GY Guyanese|HK Hongkongers|HN Hondurans|HR Croats|HT Haitians
HU Hungarians|ID Indonesians|IE Irish|IL Israelis|IM Manx|IN Indians|IQ Iraqis|IR Iranians|IS Icelanders|IT Italians
JE Jersey Islanders|JM Jamaicans|JO Jordanians|JP Japanese|KE Kenyans|KG Kyrgyzstanis|KH Cambodians|KI I-Kiribati
KM Comorians|KN Kittitians|KP North Koreans|KR South Koreans|KW Kuwaitis|KY Caymanians|KZ Kazakhstanis|LA Laotians
LB Lebanese|LC Saint Lucians|LI Liechtensteiners|LK Sri Lankans|LR Liberians|LS Basotho|LT Lithuanians
LU Luxembourgers|LV Latvians|LY Libyans|MA Moroccans|MC Monégasques|MD Moldovans|ME Montenegrins|MF Saint-Martinois
MG Malagasy|MH Marshallese|MK Macedonians|ML Malians|MM Burmese|MN Mongolians|MO Macanese|MP Northern Mariana Islanders
MQ Martinicans|MR Mauritanians|MS Montserratians|MT Maltese|MU Mauritians|MV Maldivians|MW Malawians|MX Mexicans
MY Malaysians|MZ Mozambicans|NA Namibians|NC New Caledonians|NE Nigeriens|NF Norfolk Islanders|NG Nigerians
NI Nicaraguans|NL Dutch|NO Norwegians|NP Nepalis|NR Nauruans|NU Niueans|NZ New Zealanders|OM Omanis|PA Panamanians
PE Peruvians|PF French Polynesians|PG Papua New Guineans|PH Filipinos|PK Pakistanis|PL Poles|PM Saint-Pierrais
PN Pitcairn Islanders|PR Puerto Ricans|PS Palestinians|PT Portuguese|PW Palauans|PY Paraguayans|QA Qataris|RE Réunionese
RO Romanians|RS Serbians|RU Russians|RW Rwandans|SA Saudis|SB Solomon Islanders|SC Seychellois|SD Sudanese|SE Swedes
SG Singaporeans|SH Saint Helenians|SI Slovenes|SJ Svalbard residents|SK Slovaks|SL Sierra Leoneans|SM Sammarinese
SN Senegalese|SO Somalis|SR Surinamese|SS South Sudanese|ST São Toméans|SV Salvadorans|SX Sint Maarteners|SY Syrians
SZ Swazis|TC Turks and Caicos Islanders|TD Chadians|TG Togolese|TH Thais|TJ Tajikistanis|TK Tokelauans|TL Timorese
TM Turkmens|TN Tunisians|TO Tongans|TR Turks|TT Trinidadians|TV Tuvaluans|TW Taiwanese|TZ Tanzanians|UA Ukrainians
UG Ugandans|US Americans|UY Uruguayans|UZ Uzbekistanis|VA Vatican citizens|VC Vincentians|VE Venezuelans
VG British Virgin Islanders|VI US Virgin Islanders|VN Vietnamese|VU Ni-Vanuatu|WF Wallisians|WS Samoans|YE Yemenis
YT Mahorais|ZA South Africans|ZM Zambians|ZW Zimbabweans
"""
PEOPLES: Mapping[str, str] = dict(
    each.split(" ", 1) for line in _PEOPLES.split("\n") for each in line.split("|") if each
)
_ALIKE = ("Swiss", "Barthélemois", "Saint-Martinois", "Saint-Pierrais", "Seychellois", "Mahorais")  # also of one
NOT_SAID = "nation not said"


def people(code: str) -> str:
    """Name the people of a country: US becomes Americans; a blank is said."""
    return PEOPLES.get(code, code) or NOT_SAID


def of_people(code: str, number: int | None) -> str:
    """Name them behind a number: 1 American, 3 Americans."""
    named = people(code)
    return named[:-1] if number == 1 and named.endswith("s") and named not in _ALIKE else named


def check(record: str, code: str) -> None:
    """Refuse what is neither blank nor the code of a country that people are from."""
    if code and code not in PEOPLES:
        problem = "is no country's code; write two capital letters such as US or IQ, or leave it blank"
        raise InvalidRecord(record, "nationality", code, problem)
