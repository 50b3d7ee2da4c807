using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ModuleBuild.Analyzers.Targets;

/// <summary>
/// The text with which a read-only field or property is made: <c>static readonly Uri Address = new("https://…")</c>. Read from syntax
/// alone: the meaning of another file would have to be worked out anew for each use.
/// </summary>
internal static class InitializerText
{
    /// <summary>The text; null where it is not written as a literal.</summary>
    /// <param name="member">A read-only field, or a property without a setter.</param>
    public static KnownText? Of(ISymbol member)
    {
        // What a constructor sets as well is not known here.
        if (member.DeclaringSyntaxReferences.Length != 1 || !(member.IsStatic || IsLeftAlone(member)))
        {
            return null;
        }

        return member.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } => Of(value),
            PropertyDeclarationSyntax { Initializer.Value: var value } => Of(value),
            PropertyDeclarationSyntax { ExpressionBody.Expression: var value } => Of(value),
            _ => null,
        };
    }

    private static bool IsLeftAlone(ISymbol member) => member.ContainingType.InstanceConstructors.All(constructor => constructor.IsImplicitlyDeclared)
        || member is IPropertySymbol;

    private static KnownText? Of(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => new KnownText(literal.Token.ValueText, IsWhole: true),
        ParenthesizedExpressionSyntax parenthesized => Of(parenthesized.Expression),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } when arguments[0].Expression is LiteralExpressionSyntax literal =>
            Of(literal) is { } text ? text with { IsWhole = arguments.Count == 1 } : null,
        _ => null,
    };
}
