from tests.support.stage import ada, postgres_stage, stage
from tests.whole.gateways import door

__all__ = ["ada", "door", "postgres_stage", "stage"]
