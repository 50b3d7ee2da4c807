using System.Collections.Frozen;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>What generic members of .NET do with their arguments: containers and factories make objects, collections and tasks only hold them.</summary>
internal static class ForeignGenerics
{
    // Types of these namespaces hold what others made, unless they are named below.
    private static readonly string[] Holding =
    [
        "System.Collections.", "System.Linq.", "System.Threading.", "System.Runtime.CompilerServices.", "System.Buffers.", "System.Numerics.",
        "Microsoft.Extensions.Logging.", "Microsoft.Extensions.Primitives.", "System.IO.", "System.Diagnostics.", "System.Text.Json.Serialization.",
    ];

    private static readonly FrozenSet<string> HoldingTypes = new[]
    {
        "System.Nullable`1", "System.Span`1", "System.ReadOnlySpan`1", "System.Memory`1", "System.ReadOnlyMemory`1", "System.ArraySegment`1",
        "System.Array", "System.WeakReference`1", "System.Progress`1", "System.IProgress`1", "System.IEquatable`1", "System.IComparable`1", "System.Enum",
        "System.IObservable`1", "System.IObserver`1", "System.EventHandler`1", "System.Predicate`1", "System.Comparison`1", "System.Converter`2", "System.Tuple",
        "System.ValueTuple", "System.MemoryExtensions", "System.GC", "System.Exception", "System.String",
        "System.Runtime.InteropServices.CollectionsMarshal", "System.Runtime.InteropServices.MemoryMarshal",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Making = new[]
    {
        "System.Threading.LazyInitializer", "System.Runtime.CompilerServices.ConditionalWeakTable`2", "System.Runtime.CompilerServices.RuntimeHelpers",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Filling = new[]
    {
        "System.Reflection.CustomAttributeExtensions", "Microsoft.Extensions.Configuration.ConfigurationBinder",
        "Microsoft.Extensions.DependencyInjection.OptionsConfigurationServiceCollectionExtensions",
        "Microsoft.Extensions.DependencyInjection.OptionsBuilderConfigurationExtensions",
    }.ToFrozenSet(StringComparer.Ordinal);

    // ASP.NET Core finds the members of these by name.
    private static readonly FrozenSet<string> Calling = new[] { "UseMiddleware", "UseStartup", "MapHub" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What comes of the arguments.</summary>
    /// <param name="owner">The type, without arguments.</param>
    /// <param name="use">The member.</param>
    public static CreationLevel LevelOf(string owner, MemberUse use)
    {
        if (Filling.Contains(owner) || owner.EndsWith("Serializer", StringComparison.Ordinal) || owner.EndsWith("JsonExtensions", StringComparison.Ordinal))
        {
            return use.Name.StartsWith("Serialize", StringComparison.Ordinal) || use.Name.StartsWith("Write", StringComparison.Ordinal) ? CreationLevel.Read : CreationLevel.Filled;
        }

        if (Calling.Contains(use.Name))
        {
            return CreationLevel.Called;
        }

        if (owner == "System.Lazy`1" || owner == "System.Threading.LazyInitializer")
        {
            // With a function the function makes the object, and is followed by itself.
            return use.Signature.Contains("System.Func`", StringComparison.Ordinal) || use.Name is not (".ctor" or "EnsureInitialized")
                ? CreationLevel.Passed
                : CreationLevel.Token;
        }

        if (Making.Contains(owner))
        {
            return CreationLevel.Token;
        }

        return owner.StartsWith("System.Func`", StringComparison.Ordinal)
            || owner.StartsWith("System.Action`", StringComparison.Ordinal)
            || owner.StartsWith("System.Tuple`", StringComparison.Ordinal)
            || owner.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
            || HoldingTypes.Contains(owner)
            || Holding.Any(space => owner.StartsWith(space, StringComparison.Ordinal))
            ? CreationLevel.Passed
            : CreationLevel.Token;
    }
}
