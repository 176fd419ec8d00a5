"""The addresses of signing in, of one's own account, of people, teams and the record."""

from collections.abc import Iterable

from allauth.account import urls as allauth
from django.urls import URLPattern, include, path

from ridealong.web.people.guard import OF_ALLAUTH
from ridealong.web.people.pages import (
    account,
    coming_in,
    organisation,
    people,
    person,
    record,
    sessions,
    sign_in,
    teams,
)


def used(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """Those addresses of the sign-in library that have a rule; the others do not exist here."""
    return [p for p in patterns if p.name in OF_ALLAUTH]


urlpatterns = [
    path("account/login/", sign_in.sign_in, name="account_login"),
    path("account/login/as/<int:person>/", sign_in.sign_in_as, name="sign_in_as"),
    path("account/", include(used(allauth.urlpatterns))),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", sessions.sessions, name="usersessions_list"),
    path("account/sessions/end-others/", sessions.end_others, name="end_other_sessions"),
    path("account/sessions/<int:session>/end/", sessions.end_one, name="end_session"),
    path("welcome/<slug:token>/", coming_in.welcome, name="welcome"),
    path("first/<str:token>/", coming_in.first, name="first"),
    path("account/", account.account, name="account"),
    path("account/save/", account.save_account, name="save_account"),
    path("account/readers/add/", account.add_reader, name="add_reader"),
    path("account/readers/<int:grant>/remove/", account.remove_reader, name="remove_reader"),
    path("account/names/<int:alias>/remove/", account.remove_alias, name="remove_alias"),
    path("account/record/", account.my_record, name="my_record"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/invite/", people.invite_person, name="invite_person"),
    path("people/<int:person>/", person.person, name="person"),
    path("people/<int:person>/save/", person.save_person, name="save_person"),
    path("people/<int:person>/place/", person.place_person, name="place_person"),
    path("people/<int:person>/place/<int:membership>/end/", person.end_place, name="end_place"),
    path(
        "people/<int:person>/invite-again/",
        person.invite_person_again,
        name="invite_person_again",
    ),
    path("people/<int:person>/end-access/", person.end_access, name="end_access"),
    path("people/<int:person>/let-back/", person.let_back, name="let_back"),
    path("people/<int:person>/remove-two-step/", person.remove_two_step, name="remove_two_step"),
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.new_team, name="new_team"),
    path("teams/<int:team>/", teams.one_team, name="one_team"),
    path("teams/<int:team>/save/", teams.save_team, name="save_team"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/save/", organisation.save_organisation, name="save_organisation"),
    path("record/", record.record, name="record"),
    path("record/export/", record.export_record, name="export_record"),
]
