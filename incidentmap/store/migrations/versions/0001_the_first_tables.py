"""The first tables"""

import sqlalchemy as sa
from alembic import op

from incidentmap.store.migrations.triggers import create_span_triggers

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "actors",
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name_ar", sa.Text(), server_default="", nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("side", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("source_url", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "kind IN ('state_force', 'armed_group', 'umbrella', 'facade', 'coalition', 'unknown')",
            name=op.f("ck_actors_kind_known"),
        ),
        sa.PrimaryKeyConstraint("actor_id", name=op.f("pk_actors")),
        sa.UniqueConstraint("name", name=op.f("uq_actors_name")),
    )
    op.create_table(
        "aggregates",
        sa.Column("aggregate_id", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("counter", sa.Text(), server_default="", nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("attackers", sa.JSON(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("total_low", sa.Integer(), nullable=True),
        sa.Column("total_high", sa.Integer(), nullable=True),
        sa.Column("by_country", sa.JSON(), nullable=False),
        sa.Column("killed_low", sa.Integer(), nullable=True),
        sa.Column("killed_high", sa.Integer(), nullable=True),
        sa.Column("injured_low", sa.Integer(), nullable=True),
        sa.Column("injured_high", sa.Integer(), nullable=True),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("publisher", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("category IN ('strike', 'attack', 'other')", name=op.f("ck_aggregates_category_known")),
        sa.CheckConstraint("injured_high BETWEEN 0 AND 10000000", name=op.f("ck_aggregates_injured_high_range")),
        sa.CheckConstraint("injured_low BETWEEN 0 AND 10000000", name=op.f("ck_aggregates_injured_low_range")),
        sa.CheckConstraint("killed_high BETWEEN 0 AND 10000000", name=op.f("ck_aggregates_killed_high_range")),
        sa.CheckConstraint("killed_low BETWEEN 0 AND 10000000", name=op.f("ck_aggregates_killed_low_range")),
        sa.CheckConstraint("total_high BETWEEN 0 AND 10000000", name=op.f("ck_aggregates_total_high_range")),
        sa.CheckConstraint("total_low BETWEEN 0 AND 10000000", name=op.f("ck_aggregates_total_low_range")),
        sa.PrimaryKeyConstraint("aggregate_id", name=op.f("pk_aggregates")),
    )
    op.create_table(
        "articles",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("publisher", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("retrieved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("source_reliability", sa.Text(), nullable=True),
        sa.Column("tlp", sa.Text(), nullable=True),
        sa.Column("replaces", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "source_reliability IN ('A', 'B', 'C', 'D', 'E', 'F')", name=op.f("ck_articles_source_reliability_known")
        ),
        sa.CheckConstraint(
            "tlp IN ('RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR')", name=op.f("ck_articles_tlp_known")
        ),
        sa.ForeignKeyConstraint(["replaces"], ["articles.article_id"], name=op.f("fk_articles_replaces")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_articles")),
    )
    op.create_table(
        "imports",
        sa.Column("import_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("format", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mapping", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_imports")),
    )
    op.create_table(
        "incidents",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("date_earliest", sa.Date(), nullable=True),
        sa.Column("date_latest", sa.Date(), nullable=False),
        sa.Column("time_precision", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("weapon", sa.Text(), server_default="", nullable=False),
        sa.Column("weapon_class", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), server_default="", nullable=False),
        sa.Column("place_text", sa.Text(), server_default="", nullable=False),
        sa.Column("place_relation", sa.Text(), nullable=True),
        sa.Column("site", sa.Text(), server_default="", nullable=False),
        sa.Column("admin1", sa.Text(), server_default="", nullable=False),
        sa.Column("admin2", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("merged_into", sa.Text(), nullable=True),
        sa.Column("tlp", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(date_earliest IS NULL) = (time_precision = 'on_or_before')", name=op.f("ck_incidents_open_start")
        ),
        sa.CheckConstraint(
            "(merged_into IS NOT NULL) = (status = 'merged')", name=op.f("ck_incidents_merged_into_one")
        ),
        sa.CheckConstraint("category IN ('strike', 'attack', 'other')", name=op.f("ck_incidents_category_known")),
        sa.CheckConstraint(
            "event_type IN ('Armed clash', 'Air/drone strike', 'Shelling/artillery/missile attack', 'Remote explosive/landmine/IED', 'Suicide bomb', 'Grenade', 'Attack', 'Abduction/forced disappearance', 'Disrupted weapons use', 'Headquarters or base established', 'Other')",
            name=op.f("ck_incidents_event_type_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('hit', 'intercepted', 'partly_intercepted', 'missed', 'failed')",
            name=op.f("ck_incidents_outcome_known"),
        ),
        sa.CheckConstraint(
            "place_relation IN ('at', 'near', 'area', 'district', 'direction', 'several')",
            name=op.f("ck_incidents_place_relation_known"),
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'confirmed', 'rejected', 'withdrawn', 'merged')",
            name=op.f("ck_incidents_status_known"),
        ),
        sa.CheckConstraint(
            "time_precision IN ('day', 'week', 'month', 'year', 'on_or_before')",
            name=op.f("ck_incidents_time_precision_known"),
        ),
        sa.CheckConstraint(
            "tlp IN ('RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR')", name=op.f("ck_incidents_tlp_known")
        ),
        sa.CheckConstraint(
            "weapon_class IN ('drone', 'rocket', 'missile', 'mortar_artillery', 'aircraft', 'ied', 'small_arms', 'mixed', 'other')",
            name=op.f("ck_incidents_weapon_class_known"),
        ),
        sa.CheckConstraint("date_earliest <= date_latest", name=op.f("ck_incidents_dates_ordered")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_incidents_version_positive")),
        sa.ForeignKeyConstraint(["merged_into"], ["incidents.incident_id"], name=op.f("fk_incidents_merged_into")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_date_latest"), "incidents", ["date_latest"], unique=False)
    op.create_table(
        "places",
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("radius_km", sa.Float(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("name_ar", sa.Text(), server_default="", nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("admin1", sa.Text(), server_default="", nullable=False),
        sa.Column("admin2", sa.Text(), server_default="", nullable=False),
        sa.Column("country_code", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("licence", sa.Text(), server_default="", nullable=False),
        sa.Column("verified", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_places_point_whole")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_places_latitude_range")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_places_longitude_range")),
        sa.CheckConstraint("radius_km BETWEEN 0 AND 20000", name=op.f("ck_places_radius_km_range")),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_places")),
    )
    op.create_table(
        "revisions",
        sa.Column("revision_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_revisions")),
    )
    op.create_index(op.f("ix_revisions_subject"), "revisions", ["subject"], unique=False)
    op.create_table(
        "same_events",
        sa.Column("same_event_id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("status IN ('suggested', 'confirmed', 'refused')", name=op.f("ck_same_events_status_known")),
        sa.PrimaryKeyConstraint("same_event_id", name=op.f("pk_same_events")),
    )
    op.create_table(
        "actor_links",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), server_default="", nullable=False),
        sa.Column("valid_to", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "link IN ('part_of', 'acts_under_name_of', 'front_for')", name=op.f("ck_actor_links_link_known")
        ),
        sa.CheckConstraint("actor <> parent", name=op.f("ck_actor_links_not_itself")),
        sa.ForeignKeyConstraint(["actor"], ["actors.actor_id"], name=op.f("fk_actor_links_actor")),
        sa.ForeignKeyConstraint(["parent"], ["actors.actor_id"], name=op.f("fk_actor_links_parent")),
        sa.PrimaryKeyConstraint("actor", "parent", "link", name=op.f("pk_actor_links")),
    )
    op.create_table(
        "citations",
        sa.Column("citation_id", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("publisher", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("source_reliability", sa.Text(), nullable=True),
        sa.Column("information_credibility", sa.SmallInteger(), nullable=True),
        sa.Column("article_id", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "source_reliability IN ('A', 'B', 'C', 'D', 'E', 'F')", name=op.f("ck_citations_source_reliability_known")
        ),
        sa.CheckConstraint(
            "information_credibility IN (1, 2, 3, 4, 5, 6)", name=op.f("ck_citations_information_credibility_known")
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.article_id"], name=op.f("fk_citations_article_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.incident_id"], name=op.f("fk_citations_incident_id")),
        sa.PrimaryKeyConstraint("citation_id", name=op.f("pk_citations")),
    )
    op.create_index(op.f("ix_citations_incident_id"), "citations", ["incident_id"], unique=False)
    op.create_table(
        "origins",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("import_id", sa.Text(), nullable=False),
        sa.Column("dataset", sa.Text(), server_default="", nullable=False),
        sa.Column("external_id", sa.Text(), server_default="", nullable=False),
        sa.Column("raw_row", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.import_id"], name=op.f("fk_origins_import_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.incident_id"], name=op.f("fk_origins_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "import_id", name=op.f("pk_origins")),
    )
    op.create_table(
        "placements",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("where_prec", sa.SmallInteger(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("uncertainty_km", sa.Float(), nullable=True),
        sa.Column("method", sa.Text(), server_default="", nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("alternatives", sa.JSON(), nullable=False),
        sa.Column("queried_as", sa.Text(), server_default="", nullable=False),
        sa.Column("geocoder", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("(place_id IS NULL) = (reason <> '')", name=op.f("ck_placements_place_or_reason")),
        sa.CheckConstraint(
            "(latitude IS NULL) = (coalesce(where_prec, 6) IN (5, 6))", name=op.f("ck_placements_country_is_no_point")
        ),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_placements_point_whole")),
        sa.CheckConstraint("(place_id IS NULL) = (where_prec IS NULL)", name=op.f("ck_placements_place_has_precision")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_placements_latitude_range")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_placements_longitude_range")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_placements_score_range")),
        sa.CheckConstraint("uncertainty_km BETWEEN 0 AND 20000", name=op.f("ck_placements_uncertainty_km_range")),
        sa.CheckConstraint("where_prec IN (1, 2, 3, 4, 5, 6, 7)", name=op.f("ck_placements_where_prec_known")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.incident_id"], name=op.f("fk_placements_incident_id")),
        sa.ForeignKeyConstraint(["place_id"], ["places.place_id"], name=op.f("fk_placements_place_id")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_placements")),
    )
    op.create_index(op.f("ix_placements_place_id"), "placements", ["place_id"], unique=False)
    op.create_table(
        "responses",
        sa.Column("from_incident", sa.Text(), nullable=False),
        sa.Column("to_incident", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.CheckConstraint("basis IN ('stated', 'inferred')", name=op.f("ck_responses_basis_known")),
        sa.CheckConstraint("from_incident <> to_incident", name=op.f("ck_responses_not_itself")),
        sa.ForeignKeyConstraint(["from_incident"], ["incidents.incident_id"], name=op.f("fk_responses_from_incident")),
        sa.ForeignKeyConstraint(["to_incident"], ["incidents.incident_id"], name=op.f("fk_responses_to_incident")),
        sa.PrimaryKeyConstraint("from_incident", "to_incident", name=op.f("pk_responses")),
    )
    op.create_index(op.f("ix_responses_to_incident"), "responses", ["to_incident"], unique=False)
    op.create_table(
        "same_event_members",
        sa.Column("same_event_id", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.incident_id"], name=op.f("fk_same_event_members_incident_id")
        ),
        sa.ForeignKeyConstraint(
            ["same_event_id"], ["same_events.same_event_id"], name=op.f("fk_same_event_members_same_event_id")
        ),
        sa.PrimaryKeyConstraint("same_event_id", "incident_id", name=op.f("pk_same_event_members")),
    )
    op.create_index(op.f("ix_same_event_members_incident_id"), "same_event_members", ["incident_id"], unique=False)
    op.create_table(
        "target_actors",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.actor_id"], name=op.f("fk_target_actors_actor_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.incident_id"], name=op.f("fk_target_actors_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "actor_id", name=op.f("pk_target_actors")),
    )
    op.create_index(op.f("ix_target_actors_actor_id"), "target_actors", ["actor_id"], unique=False)
    op.create_table(
        "attributions",
        sa.Column("attribution_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("stated_as", sa.Text(), server_default="", nullable=False),
        sa.Column("stated_by", sa.Text(), server_default="", nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=True),
        sa.Column("citation_id", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "basis IN ('claimed', 'official', 'assessed', 'reported', 'inferred')",
            name=op.f("ck_attributions_basis_known"),
        ),
        sa.CheckConstraint("stance IN ('asserts', 'denies')", name=op.f("ck_attributions_stance_known")),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.actor_id"], name=op.f("fk_attributions_actor_id")),
        sa.ForeignKeyConstraint(["citation_id"], ["citations.citation_id"], name=op.f("fk_attributions_citation_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.incident_id"], name=op.f("fk_attributions_incident_id")),
        sa.PrimaryKeyConstraint("attribution_id", name=op.f("pk_attributions")),
    )
    op.create_index(op.f("ix_attributions_actor_id"), "attributions", ["actor_id"], unique=False)
    op.create_index(op.f("ix_attributions_incident_id"), "attributions", ["incident_id"], unique=False)
    op.create_table(
        "casualties",
        sa.Column("casualties_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("citation_id", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("measure IN ('killed', 'injured', 'tbi')", name=op.f("ck_casualties_measure_known")),
        sa.CheckConstraint(
            "of IN ('attackers', 'targets', 'civilians', 'partners', 'unknown')", name=op.f("ck_casualties_of_known")
        ),
        sa.CheckConstraint("stated <> 'none' OR (low = 0 AND high = 0)", name=op.f("ck_casualties_none_is_zero")),
        sa.CheckConstraint(
            "stated <> 'number' OR coalesce(low, best, high) IS NOT NULL", name=op.f("ck_casualties_number_is_given")
        ),
        sa.CheckConstraint(
            "stated <> 'unspecified' OR coalesce(low, best, high) IS NULL",
            name=op.f("ck_casualties_unspecified_is_blank"),
        ),
        sa.CheckConstraint("stated IN ('number', 'none', 'unspecified')", name=op.f("ck_casualties_stated_known")),
        sa.CheckConstraint("best BETWEEN 0 AND 10000000", name=op.f("ck_casualties_best_range")),
        sa.CheckConstraint("high BETWEEN 0 AND 10000000", name=op.f("ck_casualties_high_range")),
        sa.CheckConstraint("low <= best AND best <= high AND low <= high", name=op.f("ck_casualties_figures_ordered")),
        sa.CheckConstraint("low BETWEEN 0 AND 10000000", name=op.f("ck_casualties_low_range")),
        sa.ForeignKeyConstraint(["citation_id"], ["citations.citation_id"], name=op.f("fk_casualties_citation_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.incident_id"], name=op.f("fk_casualties_incident_id")),
        sa.PrimaryKeyConstraint("casualties_id", name=op.f("pk_casualties")),
    )
    op.create_index(op.f("ix_casualties_incident_id"), "casualties", ["incident_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("evidence_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("citation_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "basis IN ('stated', 'stated_elsewhere', 'inferred', 'document_header', 'not_stated')",
            name=op.f("ck_evidence_basis_known"),
        ),
        sa.CheckConstraint("grade IN ('A', 'B', 'C')", name=op.f("ck_evidence_grade_known")),
        sa.ForeignKeyConstraint(["citation_id"], ["citations.citation_id"], name=op.f("fk_evidence_citation_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.incident_id"], name=op.f("fk_evidence_incident_id")),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_incident_id"), "evidence", ["incident_id"], unique=False)
    op.create_table(
        "spans",
        sa.Column("span_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("aggregate_id", sa.Text(), nullable=True),
        sa.CheckConstraint("(evidence_id IS NULL) <> (aggregate_id IS NULL)", name=op.f("ck_spans_one_owner")),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_spans_offsets_ordered")),
        sa.ForeignKeyConstraint(["aggregate_id"], ["aggregates.aggregate_id"], name=op.f("fk_spans_aggregate_id")),
        sa.ForeignKeyConstraint(["article_id"], ["articles.article_id"], name=op.f("fk_spans_article_id")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.evidence_id"], name=op.f("fk_spans_evidence_id")),
        sa.PrimaryKeyConstraint("span_id", name=op.f("pk_spans")),
    )
    op.create_index(op.f("ix_spans_aggregate_id"), "spans", ["aggregate_id"], unique=False)
    op.create_index(op.f("ix_spans_article_id"), "spans", ["article_id"], unique=False)
    op.create_index(op.f("ix_spans_evidence_id"), "spans", ["evidence_id"], unique=False)
    create_span_triggers(op.get_bind())
