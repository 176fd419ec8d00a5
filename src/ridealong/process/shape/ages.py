"""How long open deals have stood where they stand, with whose they are."""

from ridealong.process.model import Pipeline
from ridealong.process.rates.ages import ages as all_ages
from ridealong.process.shape.model import StageAge


def ages(pipeline: Pipeline) -> tuple[StageAge, ...]:
    """The age of every open deal of which it is known when it entered its stage."""
    owners = {deal.id: deal.owner for deal in pipeline.deals}
    return tuple(
        StageAge(
            deal=age.deal,
            seller=owners[age.deal],
            stage=age.stage,
            days=age.days,
            still=age.still_there,
            n=age.comparable,
        )
        for age in all_ages(pipeline)
        if age.days is not None
    )
