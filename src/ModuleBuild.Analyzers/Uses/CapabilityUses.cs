using Microsoft.CodeAnalysis;
using ModuleBuild.Analyzers.Targets;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Analyzers.Uses;

/// <summary>Finds the capabilities of a use.</summary>
/// <param name="meanings">What members mean.</param>
internal sealed class CapabilityUses(MemberMeanings meanings)
{
    /// <summary>The capabilities of a use, each with the target that the code gives.</summary>
    /// <param name="use">The use.</param>
    public IEnumerable<Capability> Of(MemberUse use)
    {
        var meaning = meanings.Of(use.Member.OriginalDefinition);
        var found = meaning.IsNothing ? [] : Of(use, meaning);
        return NamedMember.Of(use) is { } named ? found.Concat(meanings.OfNamed(named.Type, named.Name)) : found;
    }

    private IEnumerable<Capability> Of(MemberUse use, MemberMeaning meaning)
    {
        foreach (var entry in meaning.Entries.Where(entry => !FileOpening.Concerns(entry.Kind) || !FileOpening.RulesOut(entry.Kind!, Constants(use))))
        {
            yield return new Capability(entry.Kind!, TargetOf(use, entry));
        }

        foreach (var capability in meaning.Required)
        {
            yield return capability;
        }

        if (meaning.CreatesArguments && use.Member is IMethodSymbol method)
        {
            for (var i = 0; i < method.TypeArguments.Length; i++)
            {
                if (method.TypeArguments[i] is INamedTypeSymbol created && MemberMeanings.IsCreated(method.TypeParameters[i]))
                {
                    foreach (var entry in meanings.OfCreating(created).Entries)
                    {
                        yield return new Capability(entry.Kind!, null);
                    }
                }
            }
        }
    }

    private static IEnumerable<(string Type, int Value)> Constants(MemberUse use) => use.Arguments
        .Where(argument => argument.Parameter is not null && argument.Value.ConstantValue is { HasValue: true, Value: int })
        .Select(argument => (argument.Parameter!.Type.Name, (int)argument.Value.ConstantValue.Value!));

    private static string? TargetOf(MemberUse use, MapEntry entry)
    {
        var form = CapabilityKind.Find(entry.Kind!)!.Target;
        var (value, parameter) = entry.TargetParameter is { } number ? use.Argument(number) : default;

        // What a process starts, or which file is opened, is else said by the object on which it is done.
        return TargetReader.Read(form, value ?? use.Instance, parameter);
    }
}
