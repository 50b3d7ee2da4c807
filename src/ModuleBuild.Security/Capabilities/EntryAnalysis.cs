using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Slicing;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities;

/// <summary>Slices from where others come in, and tells what each reaches.</summary>
/// <param name="paths">Writes ways.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class EntryAnalysis(CallPaths paths, CancellationToken cancellation)
{
    private readonly Dispatch _dispatch = new();
    private MostSites? _most;

    /// <summary>All that others can call in assemblies, their entry points and initializers.</summary>
    public ImmutableArray<ReachedCapability> OfLibrary(IReadOnlyCollection<LinkedAssembly> roots, IReadOnlyCollection<string> entryPoints)
    {
        var slice = new Slice(_dispatch, isOpen: true);
        var named = entryPoints.Select(name => EntryTypes.Find(roots, name)).OfType<TypeNode>().ToList();
        var methods = roots.SelectMany(Beginnings)
            .Concat(named.SelectMany(type => type.Methods))
            .Concat(EntryTypes.Visible(roots).SelectMany(EntryTypes.VisibleMethods))
            .Where(method => !method.Is(MethodTraits.Abstract))
            .ToList();
        if (methods.Count == 0)
        {
            methods = [.. roots.SelectMany(root => root.Types).SelectMany(type => type.Methods)];
        }

        foreach (var type in roots.SelectMany(EntryTypes.Offered).Where(type => type.Is(TypeTraits.Visible)).Where(EntryTypes.IsMadeByOthers).Concat(named))
        {
            slice.Start(type, CreationLevel.Instance);
        }

        slice.Run(methods, null, cancellation);
        return Collect(slice);
    }

    /// <summary>All methods of a type together.</summary>
    public ImmutableArray<ReachedCapability> OfType(TypeNode type)
    {
        if (_most is { IsEmpty: true })
        {
            return [];
        }

        var slice = new Slice(_dispatch, isOpen: false);
        StartAt(slice, type);
        slice.Run(OwnInitializer(type).Concat(EntryTypes.CalledMethods(type)), _most, cancellation);
        return Collect(slice);
    }

    /// <summary>Each visible type of assemblies by itself. Call it after the whole, which has noted what is not there.</summary>
    public IEnumerable<EntryCapabilities> Singles(IReadOnlyCollection<LinkedAssembly> roots)
    {
        var types = EntryTypes.Visible(roots).ToList();
        if (roots.FirstOrDefault() is { } root)
        {
            // Where a slice by itself would note more, each is followed to its end.
            var everything = new Slice(_dispatch, isOpen: false, isMost: true);
            _most = root.Universe.IsKnownAfter(() => RunEverything(everything, root.Universe, types)) ? new MostSites(everything) : null;
        }

        return types.Select(Single);
    }

    /// <summary>Each method of a type by itself, and all together.</summary>
    public EntryCapabilities Single(TypeNode type)
    {
        var slice = new Slice(_dispatch, isOpen: false);
        var isMade = false;
        return new EntryCapabilities(
            type.Summary.Name,
            type.Assembly.Name,
            [
                .. type.Methods.Where(method => !method.Is(MethodTraits.Abstract)).Select(method => new MethodCapabilities(
                    method.Summary.Name,
                    $"{method.Summary.Name}({string.Join(",", MemberDisplay.ParametersOf(method.Summary.Signature).Select(MemberDisplay.Short))})",
                    _most is { IsEmpty: true } ? [] : OfMethod(method))),
            ],
            OfType(type));

        ImmutableArray<ReachedCapability> OfMethod(MethodNode method)
        {
            var isConstructor = IsConstructor(method);
            if (!isConstructor && !isMade)
            {
                // The same for all methods that are asked about.
                isMade = true;
                StartAt(slice, type);
                slice.Run(type.Methods.Where(IsConstructor), null, cancellation);
                slice.KeepCreationsOnly();
            }

            var own = isConstructor ? new Slice(_dispatch, isOpen: false) : slice;
            own.Run([method], _most, cancellation);
            var found = Collect(own);
            if (!isConstructor)
            {
                slice.TakeBack();
            }

            return found;
        }
    }

    // What is reached here, any slice of a type or of a method can reach at most.
    private void RunEverything(Slice slice, Universe universe, IReadOnlyCollection<TypeNode> types)
    {
        foreach (var type in types)
        {
            StartAt(slice, type);
        }

        slice.Run(universe.Assemblies.SelectMany(Beginnings).Concat(types.SelectMany(type => type.Methods).Where(method => !method.Is(MethodTraits.Abstract))), null, cancellation);
    }

    private static bool IsConstructor(MethodNode method) => method.Is(MethodTraits.Constructor) || method.Summary.Name == ".cctor";

    private static void StartAt(Slice slice, TypeNode type)
    {
        if (!type.Is(TypeTraits.Abstract) && !type.Is(TypeTraits.Interface))
        {
            slice.Start(type, CreationLevel.Receiver);
        }
    }

    private static IEnumerable<MethodNode> Beginnings(LinkedAssembly assembly)
    {
        foreach (var row in new[] { assembly.Summary.ModuleInitializer, assembly.Summary.EntryPoint }.Where(row => row >= 0))
        {
            yield return assembly.Method(row);
        }
    }

    // The initializer runs for whoever loads the module; it counts for a type of a program that is looked into by itself.
    private static IEnumerable<MethodNode> OwnInitializer(TypeNode type) =>
        type.Assembly.Summary.ModuleInitializer is >= 0 and var row ? [type.Assembly.Method(row)] : [];

    private ImmutableArray<ReachedCapability> Collect(Slice slice)
    {
        var found = new Dictionary<(Capability, string), (MethodNode Method, Edge Edge)>();
        foreach (var (method, edge) in slice.Sites)
        {
            found.TryAdd(MostSites.KeyOf(method, edge), (method, edge));
        }

        return
        [
            .. found
                .OrderBy(pair => pair.Key.Item1.ToString(), StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.Item2, StringComparer.Ordinal)
                .Select(pair => new ReachedCapability(pair.Key.Item1, pair.Key.Item2, paths.Of(pair.Value.Method, pair.Value.Edge))),
        ];
    }
}
