BBBBBBBBBB BBB gettext(u'We do not know this contact') SS SS SSS SSSS SSSS SSSSSSS
 gettext(u'Somebody asked %(institution)s for a code. We have no file with this phone or e-mail. Was it you? Try the one you gave us, or apply here:') SSSSSSSS SSSSS SSSSSSSSSSSSSSS SSS S SSSSS SS SSSS SS SSSS SSSS SSSS SSSSS SS SSSSSSS SSS SS SSSS SSS SSS SSS SSS SSSS SSS SS SSSSS SSSSS
BBB BBBBBBBBBBBBBBBBBBBB
