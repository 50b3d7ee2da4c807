using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ModuleBuild.Analyzers.Targets;

namespace ModuleBuild.Analyzers.Uses;

/// <summary>A use of a member in the source.</summary>
/// <param name="Member">The method, accessor or field.</param>
/// <param name="Instance">What it is used on, or null.</param>
/// <param name="Arguments">What is given to it; empty where only a delegate is made.</param>
/// <param name="Value">What a setter is given, or null.</param>
internal readonly record struct MemberUse(ISymbol Member, IOperation? Instance, ImmutableArray<IArgumentOperation> Arguments, IOperation? Value)
{
    /// <summary>The uses of an operation: two for a property that is read and written.</summary>
    /// <param name="operation">The operation.</param>
    public static IEnumerable<MemberUse> Of(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation invocation:
                yield return new MemberUse(invocation.TargetMethod.ReducedFrom ?? invocation.TargetMethod, invocation.Instance, invocation.Arguments, null);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                yield return new MemberUse(constructor, null, creation.Arguments, null);
                break;
            case IMethodReferenceOperation reference:
                yield return new MemberUse(reference.Method.ReducedFrom ?? reference.Method, null, [], null);
                break;
            case IFieldReferenceOperation { Field.HasConstantValue: false } field:
                yield return new MemberUse(field.Field, null, [], null);
                break;
            case IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Event.AddMethod: { } add } } assignment:
                yield return new MemberUse(add, null, [], assignment.HandlerValue);
                break;
            case IDynamicInvocationOperation { Operation: IDynamicMemberReferenceOperation reference } dynamic:
                if (OfDynamic(reference, dynamic.Arguments.Length) is { } called)
                {
                    yield return new MemberUse(called, null, [], null);
                }

                break;
            case IPropertyReferenceOperation property:
                foreach (var use in OfProperty(property))
                {
                    yield return use;
                }

                break;
        }
    }

    /// <summary>The expression that a parameter gets, from 0; for a setter the value follows the parameters of the indexer.</summary>
    /// <param name="ordinal">Number of the parameter.</param>
    public (IOperation? Value, IParameterSymbol? Parameter) Argument(int ordinal)
    {
        foreach (var argument in Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
            {
                return (argument.Value, argument.Parameter);
            }
        }

        return (Value, null);
    }

    // The type is written, or that of an object which was just made.
    private static IMethodSymbol? OfDynamic(IDynamicMemberReferenceOperation reference, int arguments)
    {
        var value = reference.Instance is ILocalReferenceOperation local ? LocalValue.Of(local.Local, local) : reference.Instance;
        value = value is IConversionOperation conversion ? conversion.Operand : value;
        var type = reference.ContainingType ?? (value as IObjectCreationOperation)?.Type;
        return type?.GetMembers(reference.MemberName).OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == arguments);
    }

    private static IEnumerable<MemberUse> OfProperty(IPropertyReferenceOperation reference)
    {
        var (get, set) = (GetterOf(reference.Property), SetterOf(reference.Property));
        var assignment = AssignmentTo(reference);
        var changes = assignment is ICompoundAssignmentOperation or ICoalesceAssignmentOperation || reference.Parent is IIncrementOrDecrementOperation;
        if (get is not null && (assignment is null || changes))
        {
            yield return new MemberUse(get, reference.Instance, reference.Arguments, null);
        }

        if (set is not null && (assignment is not null || changes))
        {
            yield return new MemberUse(set, reference.Instance, reference.Arguments, assignment?.Value);
        }
    }

    private static IAssignmentOperation? AssignmentTo(IOperation target) =>
        target.Parent is IAssignmentOperation assignment && ReferenceEquals(assignment.Target, target) ? assignment : null;

    // An override may leave one accessor to its base.
    private static IMethodSymbol? GetterOf(IPropertySymbol? property) =>
        property is null ? null : property.GetMethod ?? GetterOf(property.OverriddenProperty);

    private static IMethodSymbol? SetterOf(IPropertySymbol? property) =>
        property is null ? null : property.SetMethod ?? SetterOf(property.OverriddenProperty);
}
