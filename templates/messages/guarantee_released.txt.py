BBBBBBBBBB BBB gettext(u'%(institution)s: your guarantee has ended') SSSSSSSSSSSSSSSS SSSS SSSSSSSSS SSS SSSSS
 gettext(u'The guarantee you gave to %(institution)s has ended. You are free and owe nothing. Thank you.') SSS SSSSSSSSS SSS SSSS SS SSSSSSSSSSSSSSS SSS SSSSSS SSS SSS SSSS SSS SSS SSSSSSSS SSSSS SSSSBBBBBBBBBBBBB
