from tests.store.conftest import alike, brought_up, database, earlier_store, store, tables, url

__all__ = ["alike", "brought_up", "database", "earlier_store", "store", "tables", "url"]
