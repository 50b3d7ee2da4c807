using System.ComponentModel;
using System.Security.Cryptography;

namespace ModuleBuild.Testing.Node;

/// <summary>Programs of the npm registry that tests use, each a folder below <c>tests/</c> with a package-lock.json.</summary>
public static class NodeTools
{
    private static readonly string[] Manifests = ["package.json", "package-lock.json", ".npmrc"];

    /// <summary>Installs a tool once into <c>artifacts/node/</c>, for all test processes of the clone.</summary>
    /// <param name="name">Name of the folder below <c>tests/</c>.</param>
    /// <returns>Absolute path of the folder that holds the tool's scripts beside its node_modules.</returns>
    /// <exception cref="InvalidOperationException">Node.js or npm is missing, or the installation failed.</exception>
    public static async Task<string> EnsureInstalledAsync(string name)
    {
        var source = RepositoryFolder.Combine("tests", name);
        var target = Directory.CreateDirectory(RepositoryFolder.Combine("artifacts", "node", name)).FullName;
        using var onlyOne = await LockAsync(Path.Combine(target, ".lock"));

        foreach (var script in Directory.EnumerateFiles(source, "*.mjs").Concat(Directory.EnumerateFiles(source, "*.xml")))
        {
            File.Copy(script, Path.Combine(target, Path.GetFileName(script)), overwrite: true);
        }

        var stamp = Path.Combine(target, ".installed");
        var wanted = Convert.ToHexString(SHA256.HashData([.. Manifests.SelectMany(file => File.ReadAllBytes(Path.Combine(source, file)))]));
        if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp) != wanted)
        {
            File.Delete(stamp);
            foreach (var file in Manifests)
            {
                File.Copy(Path.Combine(source, file), Path.Combine(target, file), overwrite: true);
            }

            (await RunNpmAsync(["ci", "--ignore-scripts", "--prefer-offline"], target)).Succeeded();
            await File.WriteAllTextAsync(stamp, wanted);
        }

        return target;
    }

    /// <summary>Runs a script of an installed tool.</summary>
    /// <param name="folder">What <see cref="EnsureInstalledAsync"/> gave.</param>
    /// <param name="arguments">The script and its arguments.</param>
    /// <exception cref="InvalidOperationException">Node.js is missing, or the script failed.</exception>
    public static async Task<string> RunAsync(string folder, params string[] arguments) =>
        (await StartAsync("node", arguments, folder)).Succeeded().Output;

    private static Task<ProcessResult> RunNpmAsync(string[] arguments, string folder) =>
        // On Windows npm is a batch file, which only a shell can start.
        OperatingSystem.IsWindows()
            ? StartAsync("cmd", ["/c", "npm", .. arguments], folder)
            : StartAsync("npm", arguments, folder);

    private static async Task<ProcessResult> StartAsync(string program, string[] arguments, string folder)
    {
        try
        {
            return await ChildProcess.RunAsync(program, arguments, folder);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                $"'{program}' cannot be started. Tests need Node.js 20.18 or newer with npm: https://nodejs.org/en/download.", e);
        }
    }

    private static async Task<FileStream> LockAsync(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 600)
            {
                await Task.Delay(200); // another test process installs
            }
        }
    }
}
