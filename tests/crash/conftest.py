from tests.support.stage import ada, postgres_stage, stage

__all__ = ["ada", "postgres_stage", "stage"]
