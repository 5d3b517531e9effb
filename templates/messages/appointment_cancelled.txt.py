BBBBBBBBBB BBB gettext(u'Your appointment at %(institution)s is cancelled') SSSS SSSSSSSSSSS SS SSSSSSSSSSSSSSS SS SSSSSSSSS
 gettext(u'%(institution)s: your appointment on %(when)s is cancelled. You can make a new one, or call the office.') SSSSSSSSSSSSSSSS SSSS SSSSSSSSSSS SS SSSSSSSS SS SSSSSSSSSS SSS SSS SSSS S SSS SSSS SS SSSS SSS SSSSSSSBBBBBBBBBBBBB
