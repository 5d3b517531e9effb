BBBBBBBBBB BBB gettext(u'Somebody was let in at %(institution)s') SSSSSSSS SSS SSS SS SS SSSSSSSSSSSSSSS
 gettext(u'%(institution)s: at our office a code was given to open your file on another phone. Was it not you? Call your office now.') SSSSSSSSSSSSSSSS SS SSS SSSSSS S SSSS SSS SSSSS SS SSSS SSSS SSSS SS SSSSSSS SSSSSS SSS SS SSS SSSS SSSS SSSS SSSSSS SSSSBBBBBBBBBBBBB
