"""Addresses of the assessment of an application, below `desk/loans/`."""

from django.urls import path

from loans.assessments import views

desk = [
    path("<str:ref>/assessment/", views.assessment, name="assessment"),
    path("<str:ref>/assessment/figures/", views.assessment_figures, name="assessment-figures"),
    path("<str:ref>/assessment/register/", views.assessment_register, name="assessment-register"),
    path("<str:ref>/assessment/sanctions/", views.assessment_sanctions, name="assessment-sanctions"),
    path("<str:ref>/assessment/sanctions/<int:number>/", views.assessment_clear, name="assessment-clear"),
    path("<str:ref>/assessment/checklist/", views.assessment_checklist, name="assessment-checklist"),
]
