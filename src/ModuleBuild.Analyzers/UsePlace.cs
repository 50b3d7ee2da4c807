using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ModuleBuild.Analyzers;

/// <summary>Where a use is reported: at the member's name, not at the start of the chain before it, which may be many lines above.</summary>
internal static class UsePlace
{
    /// <summary>The place.</summary>
    /// <param name="syntax">The whole expression.</param>
    public static Location Of(SyntaxNode syntax)
    {
        var start = syntax switch
        {
            InvocationExpressionSyntax invocation => StartOf(invocation.Expression),
            AssignmentExpressionSyntax assignment => StartOf(assignment.Left),
            ExpressionSyntax expression => StartOf(expression),
            _ => syntax.SpanStart,
        };
        return Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(start, syntax.Span.End));
    }

    // Behind names on the same line all of it stands together: System.IO.File.Delete(…), client.GetAsync(…).
    private static int StartOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access when IsName(access) => access.SpanStart,
        MemberAccessExpressionSyntax access => access.Name.SpanStart,
        MemberBindingExpressionSyntax binding => binding.Name.SpanStart,
        _ => expression.SpanStart,
    };

    private static bool IsName(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or PredefinedTypeSyntax or ThisExpressionSyntax
        || (expression is MemberAccessExpressionSyntax access && IsName(access.Expression) && IsOnOneLine(access));

    private static bool IsOnOneLine(MemberAccessExpressionSyntax access) =>
        !access.Expression.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) && !access.OperatorToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
}
