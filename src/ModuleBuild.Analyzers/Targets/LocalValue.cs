using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ModuleBuild.Analyzers.Targets;

/// <summary>The value of a local variable that is set once. Asked for capabilities only, so the walk over the member is rare.</summary>
internal static class LocalValue
{
    /// <summary>The expression that a variable is made with; null where anything else could be in it.</summary>
    /// <param name="local">The variable.</param>
    /// <param name="use">A use of it.</param>
    public static IOperation? Of(ILocalSymbol local, IOperation use)
    {
        IOperation? value = null;
        foreach (var operation in RootOf(use).Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Same(declarator.Symbol, local):
                    value = (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value;
                    break;
                case IAssignmentOperation { Target: var target } when IsLocal(target, local):
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var passed } when IsLocal(passed, local):
                    return null;
            }
        }

        return value;
    }

    /// <summary>The one value that is given to a property of what a variable holds: <c>info.FileName = "git"</c>, <c>process.StartInfo.FileName = "git"</c>.</summary>
    /// <param name="local">The variable.</param>
    /// <param name="property">Name of the property.</param>
    /// <param name="use">A use of the variable.</param>
    public static IOperation? OfProperty(ILocalSymbol local, string property, IOperation use)
    {
        var values = RootOf(use).Descendants()
            .OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is IPropertyReferenceOperation target && target.Property.Name == property && IsOf(target.Instance, local))
            .Select(assignment => assignment.Value)
            .ToList();
        return values.Count == 1 ? values[0] : null;
    }

    private static bool IsOf(IOperation? instance, ILocalSymbol local) =>
        IsLocal(instance, local) || (instance is IPropertyReferenceOperation { Instance: var inner } && IsLocal(inner, local));

    private static bool IsLocal(IOperation? operation, ILocalSymbol local) => operation is ILocalReferenceOperation reference && Same(reference.Local, local);

    private static bool Same(ILocalSymbol left, ILocalSymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
