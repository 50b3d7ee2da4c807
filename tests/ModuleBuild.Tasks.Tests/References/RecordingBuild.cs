using System.Reflection;
using Microsoft.Build.Framework;

namespace ModuleBuild.Tasks.Tests.References;

/// <summary>One build of several tasks: it remembers what they log, and the objects that they keep for one another.</summary>
internal sealed class RecordingBuild
{
    private readonly Dictionary<object, object> _objects = [];
    private bool _mayFail;

    public RecordingBuild()
    {
        Object = DispatchProxy.Create<IBuildEngine7, Proxy>();
        ((Proxy)(object)Object).Build = this;
    }

    /// <summary>What tasks see.</summary>
    public IBuildEngine7 Object { get; }

    /// <summary>What they logged.</summary>
    public RecordingEngine Engine { get; } = new();

    // Only what the tasks under test use; the interface has thirty members.
    private object? Call(MethodInfo method, object?[] arguments)
    {
        switch (method.Name)
        {
            case nameof(IBuildEngine4.GetRegisteredTaskObject):
                return _objects.GetValueOrDefault(arguments[0]!);
            case nameof(IBuildEngine4.RegisterTaskObject):
                Assert.Equal(RegisteredTaskObjectLifetime.Build, arguments[2]);
                return _objects.TryAdd(arguments[0]!, arguments[1]!);
            case "set_" + nameof(IBuildEngine7.AllowFailureWithoutError):
                return _mayFail = (bool)arguments[0]!;
            case "get_" + nameof(IBuildEngine7.AllowFailureWithoutError):
                return _mayFail;
            default:
                return method.Invoke(Engine, arguments);
        }
    }

    public class Proxy : DispatchProxy
    {
        internal RecordingBuild Build { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Build.Call(targetMethod!, args ?? []);
    }
}
