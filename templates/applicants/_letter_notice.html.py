
XX XXXXXXXXXXXXX gettext(u'The applicant reads <bdi>%(language)s</bdi>. An SMS or e-mail says that there is a message, never what it says.') SSS SSSSSSSSS SSSSS SSSSSSSSSSSSSSSSSSSSSSSS SS SSS SS SSSSSS SSSS SSSS SSSSS SS S SSSSSSSS SSSSS SSSS SS SSSSSXXXX
