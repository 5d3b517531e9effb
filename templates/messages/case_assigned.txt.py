BBBBBBBBBB BBB gettext(u'File %(number)s is yours') SSSS SSSSSSSSSS SS SSSSS
 gettext(u'You are the advisor for file %(number)s (%(office)s).') SSS SSS SSS SSSSSSS SSS SSSS SSSSSSSSSS SSSSSSSSSSSSS
BB BBBBBBBBBBB gettext(u'An interpreter is needed.') 
BBBBBBBB BBBBBB BBBBBBBBBBBBBBBBBBBB
