using ModuleBuild.Core.Manifest.Licensing;

namespace ModuleBuild.Core.Tests.Manifest.Licensing;

public class SpdxSuggestionTests
{
    [Theory]
    [InlineData("Apache 2", "Apache-2.0")]
    [InlineData("Apache-2", "Apache-2.0")]
    [InlineData("apache2", "Apache-2.0")]
    [InlineData("Apache License, Version 2.0", "Apache-2.0")]
    [InlineData("The Apache Software License, Version 2.0", "Apache-2.0")]
    [InlineData("MIT License", "MIT")]
    [InlineData("The MIT License (MIT)", "MIT")]
    [InlineData("MIT\u00A0licence", "MIT")]
    [InlineData("New BSD", "BSD-3-Clause")]
    [InlineData("The 3-Clause BSD License", "BSD-3-Clause")]
    [InlineData("BSD 2 Clause", "BSD-2-Clause")]
    [InlineData("MPL 2", "MPL-2.0")]
    [InlineData("CC BY 4.0", "CC-BY-4.0")]
    [InlineData("CC0", "CC0-1.0")]
    [InlineData("Boost Software License 1.0", "BSL-1.0")]
    [InlineData("GPLv3 or later", "GPL-3.0-or-later")]
    [InlineData("GPLv3+", "GPL-3.0-or-later")]
    [InlineData("GPL-2.0 +", "GPL-2.0-or-later")]
    [InlineData("MIT/Apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("MIT / apache 2", "MIT OR Apache-2.0")]
    [InlineData("MIT || Apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("MIT && ISC", "MIT AND ISC")]
    [InlineData("MIT Or Apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("MIT And (isc Or zlib)", "MIT AND (ISC OR Zlib)")]
    [InlineData("MIT OR (GPL v2 or later with Classpath-exception-2.0)", "MIT OR GPL-2.0-or-later WITH Classpath-exception-2.0")]
    [InlineData("zlib/libpng", "Zlib")]
    public void Sure(string text, string suggestion)
    {
        var parse = SpdxExpression.Parse(text);

        Assert.Null(parse.Expression);
        Assert.NotNull(parse.Problem);
        Assert.Equal(suggestion, parse.Suggestion);
    }

    [Theory]
    [InlineData("BSD", "'BSD'", " Choose between 'BSD-2-Clause' and 'BSD-3-Clause'.")]
    [InlineData("GPL v3", "'GPL'", " Choose between 'GPL-3.0-only' and 'GPL-3.0-or-later'.")]
    [InlineData("GNU Lesser General Public License v2.1", "'GNU'", " Choose between 'LGPL-2.1-only' and 'LGPL-2.1-or-later'.")]
    [InlineData("AGPLv3", "'AGPLv3'", " Choose between 'AGPL-3.0-only' and 'AGPL-3.0-or-later'.")]
    [InlineData("Apche-2.0", "'Apche-2.0'", " The nearest is 'Apache-2.0'.")]
    [InlineData("Frobnicate", "'Frobnicate'", "")]
    [InlineData("Proprietary", "'Proprietary'", " For terms of your own give { \"file\": \"LICENSE.txt\" }, or an identifier that begins with 'LicenseRef-'.")]
    [InlineData("SEE LICENSE IN LICENSE.txt", "'SEE'", " For terms of your own give { \"file\": \"LICENSE.txt\" }, or an identifier that begins with 'LicenseRef-'.")]
    public void Named_but_not_chosen(string text, string word, string hint)
    {
        var parse = SpdxExpression.Parse(text);

        Assert.Equal($"{word} is not on the SPDX licence list {SpdxExpression.LicenseListVersion}.{hint}", parse.Problem);
        Assert.Null(parse.Suggestion);
    }

    [Fact]
    public void An_unknown_exception_is_compared_with_exceptions() =>
        Assert.Equal(
            $"'LLVM-exceptio' is not on the SPDX exception list {SpdxExpression.LicenseListVersion}. The nearest is 'LLVM-exception'.",
            SpdxExpression.Parse("Apache-2.0 WITH LLVM-exceptio").Problem);

    [Theory]
    [InlineData("MIT, Apache-2.0")]
    [InlineData("MIT / ISC AND Zlib")]
    [InlineData("MIT OR OR ISC")]
    [InlineData("MIT ISC")]
    public void What_is_not_sure_is_not_suggested(string text) => Assert.Null(SpdxExpression.Parse(text).Suggestion);

    [Theory]
    [InlineData("Apache License, Version 2.0", "apache 2")]
    [InlineData("GPLv3+", "gpl 3 or later")]
    [InlineData("0BSD", "0 bsd")]
    [InlineData("CC-BY-SA-2.1-JP", "cc by sa 2.1 jp")]
    [InlineData("v", "")]
    public void Normal_form(string name, string normal) => Assert.Equal(normal, SpdxNames.Normalize(name));
}
