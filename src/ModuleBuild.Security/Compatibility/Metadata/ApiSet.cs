using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace ModuleBuild.Security.Compatibility.Metadata;

/// <summary>A type of a set.</summary>
/// <param name="Assembly">The assembly that defines it.</param>
/// <param name="Handle">Its definition.</param>
/// <param name="Arguments">Texts of its type arguments, as seen from where it was reached; empty where they are its own parameters.</param>
internal sealed record ApiType(ApiAssembly Assembly, TypeDefinitionHandle Handle, ImmutableArray<string> Arguments)
{
    /// <summary>Its definition's row.</summary>
    public TypeDefinition Definition => Assembly.Reader.GetTypeDefinition(Handle);

    /// <summary>Whether it is an interface.</summary>
    public bool IsInterface => Definition.Attributes.HasFlag(TypeAttributes.Interface);
}

/// <summary>
/// Assemblies that would be found together at run time: those of one version of the host first, then all others that the module was compiled
/// with. Each is opened when a type of it is first needed.
/// </summary>
internal sealed class ApiSet : IDisposable
{
    // Façades forward to façades, but never through many.
    private const int MostForwards = 8;

    private readonly Dictionary<string, Func<ApiAssembly?>> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ApiAssembly?> _opened = new(StringComparer.OrdinalIgnoreCase);

    private readonly ApiSet? _others;
    private readonly IReadOnlySet<string>? _except;

    /// <param name="paths">Absolute paths; of two with the same file name the first counts.</param>
    /// <param name="others">Where other assemblies are found, read once for many sets; it must live longer.</param>
    /// <param name="except">Simple names of assemblies that are not found there.</param>
    public ApiSet(IEnumerable<string> paths, ApiSet? others = null, IReadOnlySet<string>? except = null)
        : this(paths.Select(path => KeyValuePair.Create<string, Func<ApiAssembly?>>(Path.GetFileNameWithoutExtension(path), () => ApiAssembly.Open(path))))
    {
        _others = others;
        _except = except;
    }

    /// <param name="files">Who opens an assembly, by its simple name; the first of a name counts.</param>
    public ApiSet(IEnumerable<KeyValuePair<string, Func<ApiAssembly?>>> files)
    {
        foreach (var (name, open) in files)
        {
            _files.TryAdd(name, open);
        }
    }

    /// <summary>Whether an assembly is there and can be read.</summary>
    public bool Holds(string assembly) => Open(assembly) is not null;

    /// <summary>Whether there is a file for an assembly, readable or not.</summary>
    public bool Names(string assembly) => _files.ContainsKey(assembly) || (OfOthers(assembly)?.Names(assembly) ?? false);

    /// <summary>Finds a type where it is, or where it was moved.</summary>
    /// <param name="use">How it is named.</param>
    /// <param name="leaves">Whether the way ends at an assembly that is not there: then nobody knows.</param>
    public ApiType? Find(TypeUse use, out bool leaves)
    {
        var name = use.Assembly;
        leaves = false;
        for (var forwards = 0; forwards < MostForwards; forwards++)
        {
            if (Open(name) is not { } assembly)
            {
                leaves = true;
                return null;
            }

            if (assembly.FindType(use.Name) is { } type)
            {
                return new ApiType(assembly, type, use.Arguments);
            }

            if (assembly.FindForward(use.Name) is not { } target)
            {
                return null;
            }

            name = target;
        }

        return null;
    }

    /// <summary>The base type; null where there is none.</summary>
    public ApiType? BaseOf(ApiType type, out bool leaves)
    {
        leaves = false;
        return SignatureKey.TypeOf(type.Assembly.Reader, type.Definition.BaseType, type.Arguments) is { } use ? Find(use, out leaves) : null;
    }

    /// <summary>The type and its bases, nearest first.</summary>
    public IEnumerable<ApiType> Chain(ApiType type)
    {
        var seen = new HashSet<(ApiAssembly, TypeDefinitionHandle)>();
        for (ApiType? each = type; each is not null && seen.Add((each.Assembly, each.Handle)); each = BaseOf(each, out _))
        {
            yield return each;
        }
    }

    /// <summary>Whether all bases of a type are at hand, but for those of .NET that stand at the end of every chain.</summary>
    /// <param name="last">The last type of the chain.</param>
    public bool IsEnd(ApiType last) =>
        SignatureKey.TypeOf(last.Assembly.Reader, last.Definition.BaseType, last.Arguments) is not { } use
        || use.Name is "System.Object" or "System.ValueType" or "System.Enum" or "System.MulticastDelegate"
        || Find(use, out _) is not null;

    /// <summary>All interfaces of a type, its bases' and its interfaces' too, each with its arguments once.</summary>
    public IReadOnlyList<ApiType> InterfacesOf(ApiType type)
    {
        var found = new List<ApiType>();
        var seen = new HashSet<(ApiAssembly, TypeDefinitionHandle, string)>();
        var pending = new Queue<ApiType>(Chain(type));
        while (pending.TryDequeue(out var each))
        {
            foreach (var handle in each.Definition.GetInterfaceImplementations())
            {
                var use = SignatureKey.TypeOf(each.Assembly.Reader, each.Assembly.Reader.GetInterfaceImplementation(handle).Interface, each.Arguments);
                if (use is not null && seen.Count < 4096 && Find(use, out _) is { } next && seen.Add((next.Assembly, next.Handle, string.Join(',', next.Arguments))))
                {
                    found.Add(next);
                    pending.Enqueue(next);
                }
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var assembly in _opened.Values)
        {
            assembly?.Dispose();
        }
    }

    private ApiAssembly? Open(string name)
    {
        if (!_files.TryGetValue(name, out var open))
        {
            return OfOthers(name)?.Open(name);
        }

        if (!_opened.TryGetValue(name, out var assembly))
        {
            assembly = open();
            _opened.Add(name, assembly);
        }

        return assembly;
    }

    private ApiSet? OfOthers(string name) => _except?.Contains(name) == true ? null : _others;
}
