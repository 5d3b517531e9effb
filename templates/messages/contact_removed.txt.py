BBBBBBBBBB BBB gettext(u'A contact was removed at %(institution)s') S SSSSSSS SSS SSSSSSS SS SSSSSSSSSSSSSSS
 gettext(u'%(institution)s: this phone or e-mail was removed from a file. Was it not you? Call your office now.') SSSSSSSSSSSSSSSS SSSS SSSSS SS SSSSSS SSS SSSSSSS SSSS S SSSSS SSS SS SSS SSSS SSSS SSSS SSSSSS SSSSBBBBBBBBBBBBB
