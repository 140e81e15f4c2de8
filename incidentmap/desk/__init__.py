"""What an analyst does, one transaction each."""

from incidentmap.desk.seeding import Seeded, needs_seeds, seed

__all__ = ["Seeded", "needs_seeds", "seed"]
