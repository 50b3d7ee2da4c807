using System.Runtime.CompilerServices;

namespace ModuleBuild.Testing;

/// <summary>
/// Outputs that a person has approved as a whole: files in the folder <c>Approved</c> beside the test. With the environment variable
/// <c>MODULEBUILD_UPDATE=1</c> they are written instead of read, and the difference is read in git.
/// </summary>
public static class ApprovedFile
{
    /// <summary>The approved text.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="actual">What the test got; written to the file where that is asked for.</param>
    /// <param name="test">Set by the compiler.</param>
    /// <exception cref="FileNotFoundException">Nothing has been approved yet.</exception>
    public static string Expect(string name, string actual, [CallerFilePath] string test = "")
    {
        // The compiler's path is not the machine's where builds are deterministic.
        var folder = File.Exists(test)
            ? Path.GetDirectoryName(test)!
            : throw new InvalidOperationException($"Approved files stand beside '{test}', which is not here.");
        var path = Path.Combine(folder, "Approved", name);
        if (Environment.GetEnvironmentVariable("MODULEBUILD_UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        return File.Exists(path)
            ? File.ReadAllText(path)
            : throw new FileNotFoundException($"'{path}' is missing. Run the test with MODULEBUILD_UPDATE=1 and read what it writes.");
    }
}
