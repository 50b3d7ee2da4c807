using ModuleBuild.Core.Capabilities;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Tests.Capabilities.Coverage;

/// <summary>
/// From which public members of the running shared framework a leaf is reached: a native function of <c>native-leaves.txt</c>, or a
/// public member that the map has. Only calls whose target is certain are followed, and only through members that others cannot call: a
/// public member answers for itself.
/// </summary>
internal static class FrameworkReach
{
    /// <summary>Folder of the shared framework.</summary>
    public static string Folder { get; } = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>Each member with each kind that it reaches and the leaf that shows it, the first in ordinal order; native ones come first. Kinds that stop nobody, and the end of the process, are looked for at native functions only.</summary>
    /// <param name="review">Says through which members no way goes on.</param>
    public static IReadOnlyList<ReachedLeaf> Members(MapReview review) =>
    [
        .. Directory.EnumerateFiles(Folder, "*.dll").Order(StringComparer.Ordinal)
            .Select(Summarize).Where(summary => summary.Problem is null)
            .SelectMany(summary => Of(new LinkedAssembly(new Universe([]), new ClosureFile(summary.Name, summary.Name), summary), review))
            .GroupBy(leaf => (leaf.Kinds, leaf.Member))
            .Select(group => group.OrderBy(leaf => CoverageFile.NativeLeaves.ContainsKey(leaf.Leaf) ? 0 : 1).ThenBy(leaf => leaf.Leaf, StringComparer.Ordinal).First())
            .OrderBy(leaf => leaf.Kinds, StringComparer.Ordinal).ThenBy(leaf => leaf.Member, StringComparer.Ordinal),
    ];

    // What a method does by itself: kinds, and the leaf.
    private static IEnumerable<(string Kinds, string Leaf)> LeavesIn(MethodNode method)
    {
        var summary = method.Type.Assembly.Summary;
        foreach (var edge in method.Summary.Edges)
        {
            if (edge.Kind == EdgeKind.Site && summary.Sites[edge.Operand] is var site)
            {
                if (CoverageFile.NativeLeaves.TryGetValue(site.Member, out var kinds))
                {
                    yield return (kinds, site.Member);
                }
                else if (FrameworkAssemblyHas(site) && Gates(site.Kind))
                {
                    yield return (site.Kind, site.Member);
                }
            }
            else if (IsCall(edge) && method.Type.Assembly.ResolveMember(edge.Operand) is { } target && IsPublic(target))
            {
                foreach (var entry in SharedMap.Map.Find(target.Type.Summary.Name, target.Summary.Name, ParametersOf(target)).Where(entry => Gates(entry.Kind!)))
                {
                    yield return (entry.Kind!, MemberDisplay.Of(target.Type.Summary.Name, target.Summary.Name, ParametersOf(target)));
                }
            }
        }
    }

    // The site of a native function names a library, that of a member of the map an assembly.
    private static bool FrameworkAssemblyHas(CapabilitySite site) =>
        site.Assembly.Length > 0 && site.Assembly != "QCall" && !site.Assembly.StartsWith("lib", StringComparison.Ordinal);

    // The framework ends the process where it finds that it is broken, and that may be anywhere.
    private static bool Gates(string kind) => kind != "process:exit" && CapabilityKind.Find(kind)!.Gates;

    private static AssemblySummary Summarize(string path)
    {
        using var file = File.OpenRead(path);
        return SummaryBuilder.Build(Path.GetFileNameWithoutExtension(path), file, SharedMap.Map);
    }

    private static IEnumerable<ReachedLeaf> Of(LinkedAssembly assembly, MapReview review)
    {
        var methods = assembly.Types.SelectMany(type => type.Methods).ToList();
        var callers = methods.SelectMany(method => CalledBy(method).Select(target => (Target: target, Caller: method)))
            .ToLookup(pair => pair.Target, pair => pair.Caller);
        return methods
            .SelectMany(method => LeavesIn(method).Select(leaf => (Method: method, Leaf: leaf)))
            .GroupBy(pair => pair.Leaf, pair => pair.Method)
            .SelectMany(group => Public(group, callers, review)
                .Select(member => new ReachedLeaf(group.Key.Kinds, member.Type.Summary.Name, member.Summary.Name, [.. ParametersOf(member)], group.Key.Leaf)))
            .Where(leaf => leaf.Member != leaf.Leaf);
    }

    private static IEnumerable<MethodNode> Public(IEnumerable<MethodNode> from, ILookup<MethodNode, MethodNode> callers, MapReview review)
    {
        var seen = from.ToHashSet();
        var pending = new Queue<MethodNode>(seen);
        while (pending.TryDequeue(out var method))
        {
            if (IsPublic(method))
            {
                yield return method;
            }
            else if (!review.Cuts($"{method.Type.Summary.Name}.{method.Summary.Name}"))
            {
                foreach (var caller in callers[method].Where(seen.Add))
                {
                    pending.Enqueue(caller);
                }
            }
        }
    }

    private static bool IsPublic(MethodNode method) =>
        method.Is(MethodTraits.Visible) && ReferencePacks.Members!.Contains($"{method.Type.Summary.Name}.{method.Summary.Name}");

    private static string[] ParametersOf(MethodNode method) => [.. MemberDisplay.ParametersOf(method.Summary.Signature).Select(MemberDisplay.Short)];

    private static bool IsCall(Edge edge) =>
        edge.Kind is EdgeKind.Call or EdgeKind.VirtualCall or EdgeKind.New or EdgeKind.Address or EdgeKind.VirtualAddress;

    private static IEnumerable<MethodNode> CalledBy(MethodNode method)
    {
        var assembly = method.Type.Assembly;
        foreach (var edge in method.Summary.Edges.Where(edge => IsCall(edge) || edge.Kind == EdgeKind.GenericMember))
        {
            var target = assembly.ResolveMember(edge.Operand);
            if (target is not null && (!target.Is(MethodTraits.Virtual) || edge.Kind is EdgeKind.Call or EdgeKind.Address))
            {
                yield return target;
            }

            // The compiler puts the code of async methods and iterators in types of its own, which .NET runs.
            foreach (var machine in assembly.Summary.MemberUses[edge.Operand].Arguments.ConvertAll(use => assembly.Resolve(use).Type)
                .Append(edge.Kind == EdgeKind.New ? target?.Type : null).OfType<TypeNode>()
                .Where(type => type.Summary.Name.Contains("+<", StringComparison.Ordinal)))
            {
                foreach (var step in machine.Methods.Where(step => step.Summary.Name == "MoveNext"))
                {
                    yield return step;
                }
            }
        }
    }
}
