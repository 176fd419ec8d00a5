"""What the fields of a sheet are called on a page, and how columns write dates and amounts."""

from ridealong.process.sheets import AmountForm, DateForm, Table, fields_of
from ridealong.process.sheets.fields import Kind, kind
from ridealong.report.words import _

_SAYS = {
    "id": _("its id in the CRM"),
    "name": _("its name"),
    "account": _("account, by name"),
    "account_id": _("account, by id"),
    "owner": _("owner, by name"),
    "owner_id": _("owner, by id"),
    "owner_email": _("owner, by e-mail"),
    "team": _("team"),
    "manager": _("manager"),
    "stage": _("stage"),
    "stage_id": _("stage, by id"),
    "old_stage": _("stage before"),
    "pipeline": _("pipeline"),
    "outcome": _("won or lost, in words"),
    "won": _("whether it was won"),
    "closed_flag": _("whether it is closed"),
    "probability": _("probability"),
    "created": _("made on"),
    "engaged": _("first contact on"),
    "close": _("closes or closed on"),
    "expected": _("expected on"),
    "closed": _("closed on"),
    "value": _("value, net"),
    "list_value": _("value by the list"),
    "currency": _("currency"),
    "source": _("where it came from"),
    "product": _("product"),
    "segment": _("segment"),
    "partner": _("partner"),
    "next_step": _("next step"),
    "lost_reason": _("why it was lost"),
    "contact": _("contact, by name"),
    "contact_id": _("contact, by id"),
    "entered": _("entered a stage on"),
    "stage_since": _("in this stage since"),
    "changed": _("last changed"),
    "deleted": _("whether it is deleted"),
    "snapshot": _("day of the snapshot"),
    "deal": _("deal, by id"),
    "deal_name": _("deal, by name"),
    "at": _("when"),
    "until": _("until when"),
    "property": _("what changed"),
    "valid": _("whether the row still holds"),
    "industry": _("industry"),
    "country": _("country"),
    "website": _("website"),
    "first_name": _("first name"),
    "last_name": _("last name"),
    "email": _("e-mail"),
    "phone": _("phone"),
    "title": _("title"),
    "kind": _("what it was"),
    "ends": _("until when"),
    "minutes": _("how long, in minutes"),
    "seconds": _("how long, in seconds"),
    "milliseconds": _("how long, in milliseconds"),
    "direction": _("from us or to us"),
    "subject": _("subject"),
    "text": _("what it says"),
    "what": _("about which deal or account"),
    "who": _("with which contact"),
    "active": _("whether they are active"),
    "order": _("place in the order"),
    "quantity": _("how many"),
    "price": _("price"),
    "list_price": _("price by the list"),
    "discount": _("discount"),
    "activity_id": _("activity, by id"),
}
_FORMS = {
    DateForm.DMY.value: _("day first: 3.12. is in December"),
    DateForm.MDY.value: _("month first: 3/12 is in March"),
    AmountForm.POINT.value: _("a point before decimals: 1,234.50"),
    AmountForm.COMMA.value: _("a comma before decimals: 1.234,50"),
}


def field_words(name: str) -> str:
    """What a field is called."""
    return _SAYS.get(name, name.replace("_", " "))


def form_words(form: str) -> str:
    """How a column writes dates or amounts."""
    return _FORMS.get(form, form)


def choices(table: Table) -> list[tuple[str, str]]:
    """The fields that a column of a sheet can be, with what they are called, in order of words."""
    keys = (field.key for field in fields_of(table).all if field.key != "entered")
    return sorted(((key, field_words(key)) for key in keys), key=lambda one: one[1])


def forms_of(name: str) -> tuple[str, ...]:
    """In which ways a column of a field can be written, where that may be unclear."""
    what = kind(name)
    if what in {Kind.DAY, Kind.MOMENT}:
        return (DateForm.DMY.value, DateForm.MDY.value)
    if what in {Kind.AMOUNT, Kind.NUMBER}:
        return (AmountForm.POINT.value, AmountForm.COMMA.value)
    return ()
