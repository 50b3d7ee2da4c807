using ModuleBuild.Core.Manifest.Licensing;

namespace ModuleBuild.Core.Tests.Manifest.Licensing;

public class SpdxExpressionTests
{
    [Theory]
    [InlineData("MIT", "MIT")]
    [InlineData("mit", "MIT")]
    [InlineData("apache-2.0", "Apache-2.0")]
    [InlineData("  MIT\t", "MIT")]
    [InlineData("MIT+", "MIT+")]
    [InlineData("(MIT)", "MIT")]
    [InlineData("MIT OR Apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("mit or apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("MIT AND ISC OR Zlib", "MIT AND ISC OR Zlib")]
    [InlineData("Zlib OR (MIT AND ISC)", "Zlib OR MIT AND ISC")]
    [InlineData("(Zlib OR MIT) AND ISC", "(Zlib OR MIT) AND ISC")]
    [InlineData("(Zlib OR MIT)AND(ISC)", "(Zlib OR MIT) AND ISC")]
    [InlineData("MIT AND (ISC AND (Zlib AND 0BSD))", "MIT AND ISC AND Zlib AND 0BSD")]
    [InlineData("GPL-2.0-only WITH classpath-EXCEPTION-2.0", "GPL-2.0-only WITH Classpath-exception-2.0")]
    [InlineData("Apache-2.0 with LLVM-exception or MIT", "Apache-2.0 WITH LLVM-exception OR MIT")]
    [InlineData("Apache-1.0+ WITH LLVM-exception", "Apache-1.0+ WITH LLVM-exception")]
    [InlineData("LicenseRef-Acme-1.0", "LicenseRef-Acme-1.0")]
    [InlineData("DocumentRef-spdx.1:LicenseRef-x", "DocumentRef-spdx.1:LicenseRef-x")]
    [InlineData("LicenseRef-x WITH Bison-exception-2.2", "LicenseRef-x WITH Bison-exception-2.2")]
    [InlineData("MIT WITH AdditionRef-x", "MIT WITH AdditionRef-x")]
    [InlineData("MIT WITH DocumentRef-d:AdditionRef-x", "MIT WITH DocumentRef-d:AdditionRef-x")]
    [InlineData("MIT\nOR\nISC", "MIT OR ISC")]
    public void Grammar(string text, string canonical)
    {
        var parse = SpdxExpression.Parse(text);

        Assert.Null(parse.Problem);
        Assert.Null(parse.Suggestion);
        Assert.Empty(parse.Deprecated);
        Assert.Equal(canonical, parse.Expression?.ToString());
        Assert.Equal(parse.Expression, SpdxExpression.Parse(canonical).Expression);
    }

    [Fact]
    public void The_tree_says_what_binds_tighter()
    {
        var expected = new SpdxCombination(SpdxOperator.Or,
        [
            new SpdxLicense("MIT"),
            new SpdxCombination(SpdxOperator.And,
            [
                new SpdxWith(new SpdxLicense("Apache-1.0", OrLater: true), "LLVM-exception"),
                new SpdxLicenseReference("d", "x"),
            ]),
        ]);

        var expression = SpdxExpression.Parse("MIT OR Apache-1.0+ WITH LLVM-exception AND DocumentRef-d:LicenseRef-x").Expression;

        Assert.Equal(expected, expression);
        Assert.Equal(["MIT", "Apache-1.0+", "DocumentRef-d:LicenseRef-x"], expression?.Leaves.Select(leaf => leaf.ToString()));
    }

    [Theory]
    [InlineData("", 0, "It is empty; write an identifier such as MIT.")]
    [InlineData("  ", 2, "It is empty; write an identifier such as MIT.")]
    [InlineData("MIT OR", 6, "A licence is missing at the end.")]
    [InlineData("OR MIT", 0, "A licence is missing before 'OR'.")]
    [InlineData("MIT OR AND ISC", 7, "A licence is missing before 'AND'.")]
    [InlineData("()", 1, "A licence is missing before ')'.")]
    [InlineData("MIT ISC", 4, "An operator is missing before 'ISC': write AND, OR or WITH.")]
    [InlineData("(MIT ISC)", 5, "An operator is missing before 'ISC': write AND, OR or WITH.")]
    [InlineData("MIT (ISC)", 4, "An operator is missing before '(': write AND, OR or WITH.")]
    [InlineData("MIT OR (ISC", 7, "This '(' is never closed.")]
    [InlineData("MIT) OR ISC", 3, "This ')' closes nothing.")]
    [InlineData("MIT Or ISC", 4, "The operator 'Or' must be all upper case or all lower case.")]
    [InlineData("MIT OR And", 7, "The operator 'And' must be all upper case or all lower case.")]
    [InlineData("GPL-2.0 +", 8, "No space may stand before '+'.")]
    [InlineData("MIT/ISC", 3, "'/' is not an operator; write OR.")]
    [InlineData("MIT | ISC", 4, "'|' is not an operator; write OR.")]
    [InlineData("MIT&ISC", 3, "'&' is not an operator; write AND.")]
    [InlineData("MIT, ISC", 3, "',' is not an operator; write AND or OR.")]
    [InlineData("© Acme", 0, "'©' has no place in an expression.")]
    [InlineData("MIT\0", 3, "'\uFFFD' has no place in an expression.")]
    [InlineData("MIT WITH", 8, "An exception is missing after WITH.")]
    [InlineData("MIT WITH ISC", 9, "'ISC' is a licence, not an exception; combine licences with AND or OR.")]
    [InlineData("LLVM-exception", 0, "'LLVM-exception' is an exception: it stands after a licence and WITH.")]
    [InlineData("(MIT) WITH LLVM-exception", 6, "WITH follows one licence, not parentheses.")]
    [InlineData("LicenseRef-", 11, "The name after 'LicenseRef-' must be of letters, digits, '-' and '.'.")]
    [InlineData("LicenseRef-x+", 11, "The name after 'LicenseRef-' must be of letters, digits, '-' and '.'.")]
    [InlineData("MIT OR LicenseRef-a_b", 19, "'_' has no place in an expression.")]
    [InlineData("licenseref-x", 0, "Expected 'LicenseRef-' here, written so.")]
    [InlineData("DocumentRef-x", 13, "After 'DocumentRef-' and a name, ':LicenseRef-' is missing.")]
    [InlineData("DocumentRef-:LicenseRef-x", 12, "The name after 'DocumentRef-' must be of letters, digits, '-' and '.'.")]
    [InlineData("DocumentRef-x:AdditionRef-y", 14, "Expected 'LicenseRef-' here, written so.")]
    [InlineData("MIT WITH LicenseRef-x", 9, "Expected 'AdditionRef-' here, written so.")]
    public void Problem_and_place(string text, int offset, string problem)
    {
        var parse = SpdxExpression.Parse(text);

        Assert.Null(parse.Expression);
        Assert.Equal((offset, problem), (parse.Offset, parse.Problem));
    }

    [Theory]
    [InlineData("GPL-3.0", "GPL-3.0", null)]
    [InlineData("gpl-2.0+", "GPL-2.0+", "GPL-2.0-or-later")]
    [InlineData("MIT OR (LGPL-2.1+ AND ISC)", "LGPL-2.1+", "MIT OR (LGPL-2.1-or-later AND ISC)")]
    [InlineData("GPL-2.0+ OR GPL-3.0", "GPL-2.0+ GPL-3.0", null)]
    [InlineData("GPL-3.0 OR GPL-3.0", "GPL-3.0", null)]
    [InlineData("eCos-2.0", "eCos-2.0", null)]
    [InlineData("LGPL-2.1-only WITH Nokia-Qt-exception-1.1", "Nokia-Qt-exception-1.1", null)]
    public void Deprecated_identifiers_are_accepted_and_told(string text, string deprecated, string? today)
    {
        var parse = SpdxExpression.Parse(text);

        Assert.NotNull(parse.Expression);
        Assert.Equal(deprecated.Split(' '), parse.Deprecated);
        Assert.Equal(today, parse.Suggestion);
    }

    [Fact]
    public void A_hundred_thousand_parentheses_are_a_problem_and_no_stack_overflow()
    {
        var parse = SpdxExpression.Parse(new string('(', 100_000) + "MIT" + new string(')', 100_000));

        Assert.Equal((64, "Parentheses are nested more than 64 deep."), (parse.Offset, parse.Problem));
    }

    [Fact]
    public void Sixty_four_parentheses_are_no_problem() =>
        Assert.Equal("MIT", SpdxExpression.Parse(new string('(', 64) + "MIT" + new string(')', 64)).Expression?.ToString());

    [Fact]
    public void A_long_expression_takes_no_time()
    {
        var text = string.Join(" OR ", Enumerable.Repeat("MIT AND Apache-2.0", 40_000));

        Assert.Equal(text, SpdxExpression.Parse(text).Expression?.ToString());
    }

    [Fact]
    public void A_long_word_is_shortened_in_the_message() =>
        Assert.Equal(
            $"'{new string('x', 60)}…' is not on the SPDX licence list {SpdxExpression.LicenseListVersion}.",
            SpdxExpression.Parse(new string('x', 1_000_000)).Problem);
}
