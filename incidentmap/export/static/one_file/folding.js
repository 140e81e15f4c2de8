// What is typed into the search, folded as text/folding.py folds what it is looked up in: one spelling out of many.
"use strict";

window.HandOut = {};

const LETTER_FORMS = {
  "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ک": "ك", "ۆ": "و", "ڕ": "ر", "ڵ": "ل",
  "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ς": "σ",
};
const KATAIB = /(?<![\p{L}\p{N}])(?:kh?[aei]t+a+ ?[iey]{1,2}b|كتايب|k[ae]t+(?:ee|ie)b)(?![\p{L}\p{N}])/gu;
const PARTY = /(?<![\p{L}\p{N}])h[ei][sz]b/gu;
const PARTY_OF_GOD = /(?<![\p{L}\p{N}])hezb(?: (?=[aou]ll+ah?(?![\p{L}\p{N}])))?[aou]l+/gu;
const OF_GOD = /(?<=[a-z]{2})[aou]ll+ah?(?![\p{L}\p{N}])/gu;

const arabicDigit = (digit) => String(digit.codePointAt(0) & 15);

const foldLetters = (text) =>
  text.normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKD")
    .replace(/[\p{Mn}\p{Cf}ـء'’‘`´ʼʻʾʿˈ′]/gu, "")
    .replace(/[٠-٩۰-۹]/gu, arabicDigit)
    .replace(/[^\p{L}\p{N}]/gu, " ")
    .replace(/./gu, (letter) => LETTER_FORMS[letter] || letter);

// The words of a text, folded.
HandOut.foldedWords = (text) => {
  const light = foldLetters(text).split(" ").filter(Boolean).join(" ").replace(KATAIB, "kataib");
  const named = /(?<![\p{L}\p{N}])h[ei][sz]b/u.test(light) ? light.replace(PARTY, "hezb").replace(PARTY_OF_GOD, "hezball") : light;
  return named.replace(OF_GOD, "allah").split(" ").filter(Boolean);
};
