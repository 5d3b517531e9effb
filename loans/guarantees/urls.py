"""Addresses of guarantees: colleagues' below `desk/loans/`, the guarantor's own below `g/`."""

from django.urls import path

from loans.guarantees import deed_views, link_views, views, web_views

desk = [
    path("<str:ref>/guarantees/person/", views.guarantee_add_person, name="guarantee-add-person"),
    path("<str:ref>/guarantees/organisation/", views.guarantee_add_partner, name="guarantee-add-partner"),
    path("<str:ref>/guarantees/<int:number>/paper/", deed_views.guarantee_deed, name="guarantee-deed"),
    path("<str:ref>/guarantees/<int:number>/paper/pdf/", deed_views.guarantee_deed_paper, name="guarantee-deed-paper"),
    path("<str:ref>/web/", web_views.guarantee_web, name="guarantee-web"),
    path("<str:ref>/web/same/", web_views.guarantee_same, name="guarantee-same"),
    path("<str:ref>/guarantees/<int:number>/", views.guarantee_edit, name="guarantee-edit"),
    path("<str:ref>/guarantees/<int:number>/ask/", views.guarantee_invite, name="guarantee-invite"),
    path("<str:ref>/guarantees/<int:number>/signed/", views.guarantee_sign, name="guarantee-sign"),
    path("<str:ref>/guarantees/<int:number>/withdraw/", views.guarantee_withdraw, name="guarantee-withdraw"),
    path("<str:ref>/guarantees/<int:number>/release/", views.guarantee_release, name="guarantee-release"),
]
everybody = [path("", web_views.guarantors, name="guarantors")]
link = [
    path("about/", link_views.guarantee_about, name="guarantee-about"),
    path("together/", link_views.group_about, name="group-about"),
    path("<str:token>/", link_views.guarantee, name="guarantee"),
    path("<str:token>/code/", link_views.guarantee_code, name="guarantee-code"),
    path("<str:token>/answer/", link_views.guarantee_answer, name="guarantee-answer"),
]
