namespace ModuleBuild.Release.Tests.Deployers;

/// <summary>A host that reads the set that runs, over and over: pointer and files, as <c>docs/deployers.md</c> tells it.</summary>
internal static class TargetReader
{
    /// <summary>Reads until it is stopped. All modules of a set have one version, and their files say which.</summary>
    /// <param name="target">The folder.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="pause">How long it rests before it reads again.</param>
    /// <returns>How often it read a set, and how often that was another than before.</returns>
    public static (int Reads, int Seen) Read(Target target, CancellationToken stop, TimeSpan pause)
    {
        var (reads, seen, last) = (0, 0, string.Empty);
        for (; !stop.IsCancellationRequested; reads++)
        {
            var set = target.Current;
            try
            {
                var versions = set.Modules.Select(module =>
                {
                    Assert.Equal($"{module.Id} {module.Version}", File.ReadAllText(target[$"{module.Folder}/lib/net10.0/{module.Id}.dll"]));
                    return module.Version;
                }).Distinct().ToList();
                Assert.Single(versions);
            }
            catch (IOException) when (target.Current.Operation != set.Operation)
            {
                continue; // the documented way: what is gone was replaced, read the pointer again
            }

            seen += set.SetDigest == last ? 0 : 1;
            last = set.SetDigest;
            Thread.Sleep(pause);
        }

        return (reads, seen);
    }
}
