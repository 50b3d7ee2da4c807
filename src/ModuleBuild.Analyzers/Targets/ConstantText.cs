using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ModuleBuild.Analyzers.Targets;

/// <summary>What the code says of a text.</summary>
/// <param name="Text">The text, or its beginning.</param>
/// <param name="IsWhole">Whether nothing follows that the code does not say.</param>
internal sealed record KnownText(string Text, bool IsWhole);

/// <summary>
/// The text that an expression surely has: constants, interpolations and sums of them, and what is made of one: <c>new Uri("…")</c>,
/// a <c>ProcessStartInfo</c> and its file name, a variable that is set once, a read-only field.
/// </summary>
internal static class ConstantText
{
    private const int MaxDepth = 12;

    /// <summary>The text of an expression; null where the code does not say how it begins.</summary>
    /// <param name="operation">The expression.</param>
    public static KnownText? Of(IOperation? operation) => Of(operation, 0);

    private static KnownText? Of(IOperation? operation, int depth)
    {
        if (operation is null || depth > MaxDepth)
        {
            return null;
        }

        if (operation.ConstantValue is { HasValue: true, Value: { } constant })
        {
            return new KnownText(Convert.ToString(constant, CultureInfo.InvariantCulture), IsWhole: true);
        }

        return operation switch
        {
            IConversionOperation { OperatorMethod: null } conversion => Of(conversion.Operand, depth + 1),
            IParenthesizedOperation parenthesized => Of(parenthesized.Operand, depth + 1),
            IInterpolatedStringOperation interpolated => Join(interpolated.Parts.Select(part => OfPart(part, depth))),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
                Join([Of(sum.LeftOperand, depth + 1), Of(sum.RightOperand, depth + 1)]),
            IObjectCreationOperation creation => OfCreation(creation, depth),
            IInvocationOperation { TargetMethod: { Name: "Combine" or "Join", ContainingType.Name: "Path" } } combined => OfPath(combined, depth),
            ILocalReferenceOperation { Local: var local } reference => Of(LocalValue.Of(local, reference), depth + 1) ?? OfFileName(local, reference, depth),
            IFieldReferenceOperation { Field: { IsReadOnly: true } field } => InitializerText.Of(field),
            IPropertyReferenceOperation { Property: { SetMethod: null } property } => InitializerText.Of(property),
            _ => null,
        };
    }

    private static KnownText? OfPart(IInterpolatedStringContentOperation part, int depth) => part switch
    {
        IInterpolatedStringTextOperation text => Of(text.Text, depth + 1),
        IInterpolationOperation { FormatString: null, Alignment: null } interpolation => Of(interpolation.Expression, depth + 1),
        _ => null,
    };

    private static KnownText? Join(IEnumerable<KnownText?> parts)
    {
        var text = string.Empty;
        foreach (var part in parts)
        {
            text += part?.Text;
            if (part is not { IsWhole: true })
            {
                return text.Length == 0 ? null : new KnownText(text, IsWhole: false);
            }
        }

        return new KnownText(text, IsWhole: true);
    }

    private static KnownText? OfPath(IInvocationOperation combined, int depth)
    {
        var parts = combined.Arguments.Select(argument => Of(argument.Value, depth + 1)).ToList();
        return parts.Count > 0 && parts.All(part => part is { IsWhole: true, Text.Length: > 0 })
            ? new KnownText(string.Join("/", parts.Select(part => part!.Text.TrimEnd('/', '\\'))), IsWhole: true)
            : null;
    }

    private static KnownText? OfCreation(IObjectCreationOperation creation, int depth)
    {
        switch (creation.Type?.Name)
        {
            case "Uri":
                // A second part, relative to the first, leaves scheme and host as they are.
                return creation.Arguments.Length == 0 || Of(Argument(creation, 0), depth + 1) is not { } text ? null
                    : creation.Constructor?.Parameters is { Length: 2 } parts && parts[1].Type.Name is "String" or "Uri" ? new KnownText(text.Text.TrimEnd('/') + "/", IsWhole: false)
                    : text;
            case "HttpRequestMessage":
                return Of(Argument(creation, 1) ?? Assigned(creation, "RequestUri"), depth + 1);
            case "FileInfo" or "DirectoryInfo" or "UriBuilder":
                return Of(Argument(creation, 0), depth + 1);
            case "TcpListener" or "IPEndPoint":
                return Of(Argument(creation, 1), depth + 1);
            case "ProcessStartInfo":
                return Of(Assigned(creation, "FileName") ?? Argument(creation, 0), depth + 1);
            case "Process":
                return Of(Assigned(creation, "StartInfo"), depth + 1);
            default:
                return null;
        }
    }

    private static KnownText? OfFileName(ILocalSymbol local, IOperation use, int depth) =>
        Of(LocalValue.OfProperty(local, "FileName", use), depth + 1);

    private static IOperation? Argument(IObjectCreationOperation creation, int ordinal) =>
        creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;

    private static IOperation? Assigned(IObjectCreationOperation creation, string property) =>
        creation.Initializer?.Initializers
            .OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation target && target.Property.Name == property)?.Value;
}
