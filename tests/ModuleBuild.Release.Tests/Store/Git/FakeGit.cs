using ModuleBuild.Testing;

namespace ModuleBuild.Release.Tests.Store.Git;

/// <summary>A script that stands for git, and does something of its own now and then.</summary>
public static class FakeGit
{
    /// <summary>Writes the script.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> CreateAsync(StoreUnderTest made, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is one of a shell.");
        var path = made.Folder.Write("bin/fake-git", $"#!/bin/sh\ncd \"$(dirname \"$0\")\"\n{script}\n");
        await ChildProcess.RunAsync("chmod", ["+x", path], made.Folder.Path);
        return path;
    }
}
