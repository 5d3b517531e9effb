"""Which columns of this floor exist once per interface language."""

from modeltranslation.translator import TranslationOptions, register

from advisors.models import Community, Guide, GuideStep, Material, Purpose, Region, Speciality, SpokenLanguage


@register((Community, Speciality, SpokenLanguage))
class NameTranslation(TranslationOptions):
    fields = ("name",)


@register(Purpose)
class PurposeTranslation(TranslationOptions):
    fields = ("name",)


@register(Region)
class RegionTranslation(TranslationOptions):
    fields = ("name",)


@register(Guide)
class GuideTranslation(TranslationOptions):
    fields = ("legal_form", "title", "intro")


@register(Material)
class MaterialTranslation(TranslationOptions):
    fields = ("title", "about")


@register(GuideStep)
class GuideStepTranslation(TranslationOptions):
    fields = ("title", "what", "where", "cost", "documents", "duration")
