"""Which columns of this floor exist once per interface language."""

from modeltranslation.translator import TranslationOptions, register

from applicants.models import CanDo, ConsentText, DocumentKind, OtherHelp, PermitKind


@register(PermitKind)
class PermitKindTranslation(TranslationOptions):
    fields = ("hint",)


@register(ConsentText)
class ConsentTextTranslation(TranslationOptions):
    fields = ("text", "withdrawal")


@register(OtherHelp)
class OtherHelpTranslation(TranslationOptions):
    fields = ("text",)


@register(DocumentKind)
class DocumentKindTranslation(TranslationOptions):
    fields = ("name", "hint")


@register(CanDo)
class CanDoTranslation(TranslationOptions):
    fields = ("sentence",)
