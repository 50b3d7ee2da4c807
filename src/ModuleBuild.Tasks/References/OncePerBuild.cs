using Microsoft.Build.Framework;

namespace ModuleBuild.Tasks.References;

/// <summary>
/// Work that is done once for all projects, and for all target frameworks of each, that a node of MSBuild sees in one build: a restore
/// asks every project for its references, and the lock that answers is one.
/// </summary>
internal static class OncePerBuild
{
    private static readonly Lock Gate = new();

    /// <summary>Does the work, or gives what came of it earlier in this build.</summary>
    /// <param name="engine">The build engine of the task.</param>
    /// <param name="key">Which work it is.</param>
    /// <param name="work">Does it.</param>
    /// <returns>The result, and whether this call is the one to speak about it.</returns>
    public static (T Result, bool IsFirst) Get<T>(IBuildEngine engine, string key, Func<T> work)
    {
        if (engine is not IBuildEngine4 build)
        {
            return (work(), true);
        }

        var isFirst = false;
        Lazy<T> lazy;
        lock (Gate)
        {
            if (build.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is Lazy<T> known)
            {
                lazy = known;
            }
            else
            {
                isFirst = true;
                lazy = new Lazy<T>(work);
                build.RegisterTaskObject(key, lazy, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            }
        }

        return (lazy.Value, isFirst);
    }

    /// <summary>The result of a task whose error another one has told: it fails, and MSBuild does not ask for an error.</summary>
    /// <param name="engine">The build engine of the task.</param>
    public static bool FailAgain(IBuildEngine engine)
    {
        if (engine is IBuildEngine7 build)
        {
            build.AllowFailureWithoutError = true;
        }

        return false;
    }
}
