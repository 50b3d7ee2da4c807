using ModuleBuild.Core.Manifest.Licensing;

namespace ModuleBuild.Core.Tests.Manifest.Licensing;

public class LicenseRecognizerTests
{
    private const string Mit =
        """
        Copyright (c) Acme

        Permission is hereby granted, free of charge, to any person obtaining a copy
        of this software ... The above copyright notice and this permission notice shall be
        included in all copies or substantial portions of the Software.
        """;

    private const string Bsd =
        """
        Redistribution and use in source and binary forms, with or without modification,
        are permitted provided that the following conditions are met: ...
        Redistributions in binary form must reproduce the above copyright notice
        """;

    private const string Isc =
        "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted";

    [Theory]
    [InlineData(Mit, "MIT")]
    [InlineData(Bsd, "BSD-2-Clause")]
    [InlineData(Bsd + " to endorse or promote products derived from this software without specific prior written permission.", "BSD-3-Clause")]
    [InlineData(Isc + ", provided that the above copyright notice and this permission notice appear", "ISC")]
    [InlineData(Isc + ".", "0BSD")]
    [InlineData("   Apache License\n   Version 2.0, January 2004\n", "Apache-2.0")]
    [InlineData("GNU GENERAL PUBLIC LICENSE\n  Version 2, June 1991", "GPL-2.0")]
    [InlineData("GNU GENERAL PUBLIC LICENSE\n  Version 3, 29 June 2007", "GPL-3.0")]
    [InlineData("GNU LESSER GENERAL PUBLIC LICENSE\r\n  Version 2.1, February 1999", "LGPL-2.1")]
    [InlineData("GNU LESSER GENERAL PUBLIC LICENSE\n  Version 3, 29 June 2007", "LGPL-3.0")]
    [InlineData("GNU AFFERO GENERAL PUBLIC LICENSE\n  Version 3, 19 November 2007", "AGPL-3.0")]
    [InlineData("Mozilla Public License Version 2.0 ... \"Covered Software\"", "MPL-2.0")]
    [InlineData("Eclipse Public License - v 2.0\nTHE ACCOMPANYING PROGRAM IS PROVIDED UNDER THE TERMS OF THIS ECLIPSE PUBLIC LICENSE", "EPL-2.0")]
    [InlineData("Boost Software License - Version 1.0 - August 17th, 2003", "BSL-1.0")]
    [InlineData("2. Altered source versions must be plainly marked as such.\n3. This notice may not be removed or altered from any source distribution.", "Zlib")]
    [InlineData("This is free and unencumbered software released into the public domain.", "Unlicense")]
    [InlineData("Creative Commons Legal Code\n\nCC0 1.0 Universal", "CC0-1.0")]
    public void Recognized_by_its_phrases(string text, string id)
    {
        Assert.Equal(id, LicenseRecognizer.Recognize(text));
        Assert.True(LicenseRecognizer.Knows(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("All rights reserved.")]
    [InlineData("See the Apache licence.")]
    [InlineData(Mit + " Except as contained in this notice, the name of Acme shall not be used")]
    [InlineData(Bsd + " All advertising materials mentioning features must display")]
    [InlineData(Mit + Bsd)]
    public void Not_known_for_sure(string text) => Assert.Null(LicenseRecognizer.Recognize(text));

    [Fact]
    public void Only_the_beginning_of_a_text_is_looked_at()
    {
        var padding = new string('x', LicenseRecognizer.LengthLookedAt);

        Assert.Null(LicenseRecognizer.Recognize(padding + Mit));
        Assert.Equal("MIT", LicenseRecognizer.Recognize(Mit + padding + Bsd));
    }
}
