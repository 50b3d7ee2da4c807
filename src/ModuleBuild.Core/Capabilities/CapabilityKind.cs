using System.Collections.Immutable;

namespace ModuleBuild.Core.Capabilities;

/// <summary>A kind of capability, and the permissions that allow it.</summary>
/// <param name="Name"><c>resource:action</c>, for example <c>network:connect</c>.</param>
/// <param name="Target">What its target is.</param>
/// <param name="Permissions">Permissions, as <c>resource:action</c>, each of which allows it; the first is the one to suggest.</param>
/// <param name="Summary">What code can do that has it, as the end of "It can …".</param>
/// <param name="Gates">Whether it must be declared. What a fifth of all libraries reach is shown, and stops nobody unless policy says so.</param>
public sealed record CapabilityKind(string Name, TargetForm Target, ImmutableArray<string> Permissions, string Summary, bool Gates = true)
{
    /// <summary>All kinds, in ordinal order. The table of docs/capabilities.md is made from it.</summary>
    public static ImmutableArray<CapabilityKind> All { get; } =
    [
        new("console:read", TargetForm.None, ["console:read"], "read what is typed at the console"),
        new("crypto:keystore", TargetForm.None, ["crypto:keystore"], "use keys and certificates of the user or the machine"),
        new("database:connect", TargetForm.Name, ["database:connect", "database:read", "database:write"], "open a connection to a database"),
        new("deserialize:polymorphic", TargetForm.None, ["deserialize:polymorphic"], "make objects of types that its input names"),
        new("dynamic:code", TargetForm.None, ["dynamic:code"], "make code while it runs", Gates: false),
        new("dynamic:load", TargetForm.Path, ["dynamic:load"], "load assemblies while it runs"),
        new("env:read", TargetForm.Name, ["environment:read", "env:read"], "read environment variables"),
        new("env:write", TargetForm.Name, ["environment:write", "env:write"], "set environment variables"),
        new("file:read", TargetForm.Path, ["file:read"], "read files"),
        new("file:write", TargetForm.Path, ["file:write"], "write, move or delete files"),
        new("host:hook", TargetForm.None, ["host:hook"], "hook into the process: unhandled exceptions, exit, assembly loading"),
        new("ipc:pipe", TargetForm.Name, ["ipc:pipe"], "talk to other processes over pipes or shared memory"),
        new("native:memory", TargetForm.None, ["native:memory"], "read and write memory without checks", Gates: false),
        new("native:pinvoke", TargetForm.Library, ["native:load", "native:pinvoke"], "call native code"),
        new("network:connect", TargetForm.Host, ["network:access", "network:connect"], "open network connections"),
        new("network:dns", TargetForm.Host, ["network:dns", "network:access", "network:connect"], "look up names of hosts"),
        new("network:listen", TargetForm.Port, ["network:listen"], "listen for network connections"),
        new("process:exit", TargetForm.None, ["process:exit"], "end the process that it runs in"),
        new("process:inspect", TargetForm.None, ["process:inspect"], "look at other processes"),
        new("process:start", TargetForm.Program, ["process:start", "process:execute"], "start programs"),
        new("reflection:invoke", TargetForm.None, ["reflection:invoke"], "call members by name", Gates: false),
        new("registry:read", TargetForm.Name, ["registry:read"], "read the registry of Windows"),
        new("registry:write", TargetForm.Name, ["registry:write"], "change the registry of Windows"),
        new("tls:bypass", TargetForm.None, ["tls:bypass"], "accept any certificate"),
    ];

    private static readonly Dictionary<string, CapabilityKind> ByName = All.ToDictionary(kind => kind.Name, System.StringComparer.Ordinal);

    /// <summary>The kind of a name, or null.</summary>
    public static CapabilityKind? Find(string name) => ByName.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>The kind of a name that a library gives: that of the capability, or of the permission as its users write it; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public static CapabilityKind? Named(string name) => Find(name) ?? All.FirstOrDefault(kind => kind.Permissions.Contains(name, StringComparer.Ordinal));
}
