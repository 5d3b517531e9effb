BBBBBBBBBB BBB gettext(u'Your code for %(institution)s') SSSS SSSS SSS SSSSSSSSSSSSSSS
 gettext(u'%(institution)s: your code is %(code)s. It works for 10 minutes. Give it to nobody.') SSSSSSSSSSSSSSSS SSSS SSSS SS SSSSSSSSS SS SSSSS SSS SS SSSSSSSS SSSS SS SS SSSSSSSBBBBBBBBBBBBB
