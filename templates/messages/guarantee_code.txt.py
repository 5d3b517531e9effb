BBBBBBBBBB BBB gettext(u'Your code for %(institution)s') SSSS SSSS SSS SSSSSSSSSSSSSSS
 gettext(u'%(code)s is your code for %(institution)s. It works for 10 minutes. Give it to nobody.') SSSSSSSS SS SSSS SSSS SSS SSSSSSSSSSSSSSSS SS SSSSS SSS SS SSSSSSSS SSSS SS SS SSSSSSSBBBBBBBBBBBBB
