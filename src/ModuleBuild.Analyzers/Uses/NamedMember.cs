using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ModuleBuild.Analyzers.Targets;

namespace ModuleBuild.Analyzers.Uses;

/// <summary>The member that reflection finds by a type and a name which the code says: <c>typeof(Process).GetMethod("Start")</c>.</summary>
internal static class NamedMember
{
    /// <summary>Type and name as in metadata; null where it is no such look-up.</summary>
    /// <param name="use">The use.</param>
    public static (string Type, string Name)? Of(MemberUse use)
    {
        var container = use.Member.ContainingType?.Name;
        if (container == "Activator" && use.Member.Name == "CreateInstance")
        {
            return TypeOf(use.Argument(0).Value) is { } made ? (made, ".ctor") : null;
        }

        if (container is not ("Type" or "TypeInfo" or "RuntimeReflectionExtensions"))
        {
            return null;
        }

        var at = container == "RuntimeReflectionExtensions" ? 1 : 0;
        switch (use.Member.Name)
        {
            case "GetMethod" or "GetProperty" or "GetMember" or "GetEvent" or "GetField" or "InvokeMember" or "GetDeclaredMethod" or "GetDeclaredProperty"
                or "GetRuntimeMethod" or "GetRuntimeProperty":
                return TypeOf(at == 0 ? use.Instance : use.Argument(0).Value) is { } type && use.Argument(at).Value?.ConstantValue is { HasValue: true, Value: string name }
                    ? (type, name)
                    : null;
            case "GetConstructor" or "GetConstructors":
                return TypeOf(use.Instance) is { } constructed ? (constructed, ".ctor") : null;
            default:
                return null;
        }
    }

    // A local that is set once stands for its value.
    private static string? TypeOf(IOperation? value) =>
        Written(value is ILocalReferenceOperation local ? LocalValue.Of(local.Local, local) : value);

    private static string? Written(IOperation? value) => value switch
    {
        ITypeOfOperation { TypeOperand: INamedTypeSymbol type } => MetadataName.Of(type.OriginalDefinition),
        IInvocationOperation { TargetMethod: { Name: "GetType", IsStatic: true, ContainingType.Name: "Type" } } call
            when call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.ConstantValue is { HasValue: true, Value: string text } => text.Split('[', ',')[0].Trim(),
        IInvocationOperation { TargetMethod.Name: "GetTypeInfo", Arguments: { Length: 1 } arguments } => Written(arguments[0].Value),
        IConversionOperation conversion => Written(conversion.Operand),
        _ => null,
    };
}
