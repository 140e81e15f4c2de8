from tests.store.conftest import alike, store, url

__all__ = ["alike", "store", "url"]
