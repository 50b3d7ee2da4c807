using ModuleBuild.Core.Manifest.Licensing;

namespace ModuleBuild.Core.Tests.Manifest.Licensing;

public class SpdxPropertyTests
{
    private static readonly string[] Pieces =
    [
        "MIT", "mit", "Apache-2.0", "GPL-2.0+", "GPL v3", "BSD", "Foo", "LLVM-exception", "LicenseRef-x", "DocumentRef-d:LicenseRef-y",
        "AdditionRef-z", "AND", "and", "Or", "OR", "WITH", "with", "(", ")", "+", "/", ",", "|", "&", ":", "-", "é", "\ud83d", "\0", "\t", "or later",
    ];

    [Fact]
    public void Whatever_is_written_it_is_an_expression_or_a_problem_with_a_place()
    {
        var random = new Random(20_000);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join(random.Next(3) == 0 ? "" : " ", random.GetItems(Pieces, random.Next(9)));

            var parse = SpdxExpression.Parse(text);

            Assert.True(parse.Expression is null != parse.Problem is null, text);
            Assert.InRange(parse.Offset, 0, text.Length);
            if (parse.Expression is { } expression)
            {
                Assert.Equal(expression, SpdxExpression.Parse(expression.ToString()).Expression);
            }

            if (parse.Suggestion is { } suggestion)
            {
                Assert.NotNull(SpdxExpression.Parse(suggestion).Expression);
            }
        }
    }
}
