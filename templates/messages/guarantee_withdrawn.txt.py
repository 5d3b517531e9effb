BBBBBBBBBB BBB gettext(u'%(institution)s: nothing is asked of you any more') SSSSSSSSSSSSSSSS SSSSSSS SS SSSSS SS SSS SSS SSSS
 gettext(u'%(institution)s asked you for a guarantee. This request is withdrawn. You owe nothing and have nothing to do. Thank you.') SSSSSSSSSSSSSSS SSSSS SSS SSS S SSSSSSSSSS SSSS SSSSSSS SS SSSSSSSSSS SSS SSS SSSSSSS SSS SSSS SSSSSSS SS SSS SSSSS SSSSBBBBBBBBBBBBB
