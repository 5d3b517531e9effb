BBBBBBBBBB BBB gettext(u'A new contact at %(institution)s') S SSS SSSSSSS SS SSSSSSSSSSSSSSS
 gettext(u'%(institution)s: a new phone or e-mail was added to your file. Was it not you? Call your office now.') SSSSSSSSSSSSSSSS S SSS SSSSS SS SSSSSS SSS SSSSS SS SSSS SSSSS SSS SS SSS SSSS SSSS SSSS SSSSSS SSSSBBBBBBBBBBBBB
