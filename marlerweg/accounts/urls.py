from django.urls import path

from marlerweg.accounts.views import invitations, own, people, roles

app_name = "accounts"
urlpatterns = [
    path("", own.account, name="own"),
    path("absichern/", own.secure, name="secure"),
    path("sitzungen/<int:number>/beenden/", own.end_session, name="end_session"),
    path("sitzungen/beenden/", own.end_other_sessions, name="end_other_sessions"),
    path("personen/", people.people, name="people"),
    path("personen/<uuid:identifier>/", people.person, name="person"),
    path("personen/<uuid:identifier>/sperren/", people.deactivate, name="deactivate"),
    path("personen/<uuid:identifier>/freigeben/", people.reactivate, name="reactivate"),
    path("personen/<uuid:identifier>/abmelden/", people.end_sessions, name="end_sessions_of"),
    path("personen/<uuid:identifier>/rolle/", roles.assign, name="assign_role"),
    path("rollen/<uuid:identifier>/beenden/", roles.end, name="end_role"),
    path("rollen/<uuid:identifier>/vertretung/", roles.deputy, name="set_deputy"),
    path("einladungen/", invitations.invitations, name="invitations"),
    path("einladungen/neu/", invitations.invite, name="invite"),
    path("einladungen/<uuid:identifier>/", invitations.invitation, name="invitation"),
    path("einladungen/<uuid:identifier>/zurueckziehen/", invitations.withdraw, name="withdraw_invitation"),
    path("einladung/<str:token>/", invitations.invited, name="invited"),
]
