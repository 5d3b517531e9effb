"""Addresses of groups: colleagues' below `desk/groups/`, a member's own below `me/`, the invitation below `g/`."""

from django.urls import path

from loans.groups import cover_views, link_views, meeting_views, member_views, my_views, views

desk = [
    path("", views.groups, name="groups"),
    path("new/", views.group_new, name="group-new"),
    path("<str:ref>/", views.group, name="group"),
    path("<str:ref>/edit/", views.group_edit, name="group-edit"),
    path("<str:ref>/begin/", views.group_begin, name="group-begin"),
    path("<str:ref>/end/", views.group_end, name="group-end"),
    path("<str:ref>/cover/<str:loan>/", cover_views.group_cover, name="group-cover"),
    path("<str:ref>/members/find/", member_views.group_find, name="group-find"),
    path("<str:ref>/members/add/", member_views.group_add, name="group-add"),
    path("<str:ref>/members/invite/", member_views.group_invite, name="group-invite"),
    path("<str:ref>/members/friend/", member_views.group_invite_friend, name="group-invite-friend"),
    path("<str:ref>/members/<int:number>/again/", member_views.group_ask_again, name="group-ask-again"),
    path("<str:ref>/members/<int:number>/file/", member_views.group_member_file, name="group-member-file"),
    path("<str:ref>/members/<int:number>/leader/", views.group_lead, name="group-lead"),
    path("<str:ref>/members/<int:number>/<slug:name>/", member_views.group_member_note, name="group-member-note"),
    path("<str:ref>/meetings/new/", meeting_views.group_meeting_new, name="group-meeting-new"),
    path("<str:ref>/meetings/<int:number>/", meeting_views.group_meeting, name="group-meeting"),
    path("<str:ref>/meetings/<int:number>/edit/", meeting_views.group_meeting_edit, name="group-meeting-edit"),
    path("<str:ref>/meetings/<int:number>/cancel/", meeting_views.group_meeting_cancel, name="group-meeting-cancel"),
    path("<str:ref>/meetings/<int:number>/book/", meeting_views.group_meeting_book, name="group-meeting-book"),
    path("<str:ref>/meetings/<int:number>/print/", meeting_views.group_meeting_print, name="group-meeting-print"),
]
mine = [
    path("group/<str:ref>/", my_views.my_group, name="my-group"),
    path("group/<str:ref>/answer/", my_views.my_group_answer, name="my-group-answer"),
]
link = [
    path("group/<str:token>/", link_views.group_invitation, name="group-invitation"),
    path("group/<str:token>/code/", link_views.group_invitation_code, name="group-invitation-code"),
    path("group/<str:token>/answer/", link_views.group_invitation_answer, name="group-invitation-answer"),
]
