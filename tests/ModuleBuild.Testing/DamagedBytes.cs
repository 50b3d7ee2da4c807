using System.Text;

namespace ModuleBuild.Testing;

/// <summary>Damage, for readers that must take any bytes: always the same for the same seed, so that a number names its bytes.</summary>
public static class DamagedBytes
{
    /// <summary>What JSON is made of.</summary>
    public static IReadOnlyList<byte[]> JsonTokens { get; } =
        [.. new[] { "{", "}", "[", "]", "\"", ",", ":", "null", "1e999", "-1", "\\ud800", "\u0000", "\uFEFF", "true", "\"\"", "//", "<<<<<<< a\n" }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>What XML is made of, entities of the file system among it.</summary>
    public static IReadOnlyList<byte[]> XmlTokens { get; } =
        [.. new[] { "<", ">", "/>", "</", "<!DOCTYPE a [ <!ENTITY b SYSTEM \"file:///etc/passwd\"> ]>", "&b;", "&#0;", "<![CDATA[", "<id>", "\u0000", "\uFEFF" }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>How many damaged files each reader is given in a run of the tests.</summary>
    public const int Rounds = 10_000;

    private const string Memory = "/dev/shm";

    // Far more than any reader needs for a few kilobytes, on whatever machine.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Gives damaged files to a reader; says which one it was where it throws, or where it does not come back.</summary>
    /// <param name="whole">The files that are damaged, in turn.</param>
    /// <param name="tokens">What is put in: what the format is made of.</param>
    /// <param name="read">The reader.</param>
    public static void Feed(IReadOnlyList<byte[]> whole, IReadOnlyList<byte[]> tokens, Action<byte[]> read)
    {
        var random = new Random(20261125);
        var round = 0;
        using var done = new ManualResetEventSlim();
        Exception? failure = null;
        var worker = new Thread(Work, maxStackSize: 1 << 20) { IsBackground = true };
        worker.Start();
        for (var last = -1; !done.Wait(Longest); last = round)
        {
            if (round == last)
            {
                throw new TimeoutException(FormattableString.Invariant($"Damaged file {round} is read without an end."));
            }
        }

        if (failure is not null)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"Damaged file {round} makes the reader throw {failure.GetType().Name}: {failure.Message}\n{failure.StackTrace}"), failure);
        }

        void Work()
        {
            try
            {
                for (; round < Rounds; round++)
                {
                    read(Damage(whole[round % whole.Count], tokens, random));
                }
            }
            catch (Exception e)
            {
                failure = e;
            }
            finally
            {
                done.Set();
            }
        }
    }

    /// <summary>Gives damaged files to a reader of paths: in memory where the system has files there, because a disk needs minutes for them.</summary>
    /// <param name="name">Name of the file; each has a folder of its own, in which nothing else may be left.</param>
    /// <param name="whole">The files that are damaged, in turn.</param>
    /// <param name="tokens">What is put in.</param>
    /// <param name="read">The reader, of the path of a file.</param>
    public static void FeedFiles(string name, IReadOnlyList<byte[]> whole, IReadOnlyList<byte[]> tokens, Action<string> read)
    {
        var root = Directory.Exists(Memory)
            ? Directory.CreateDirectory(Path.Combine(Memory, "modulebuild-" + Path.GetRandomFileName()))
            : Directory.CreateTempSubdirectory("modulebuild-");
        try
        {
            var number = 0;
            Feed(whole, tokens, bytes =>
            {
                var own = root.CreateSubdirectory(FormattableString.Invariant($"{number++}"));
                var path = Path.Combine(own.FullName, name);
                File.WriteAllBytes(path, bytes);
                read(path);
                File.Delete(path);
                own.Delete(); // which fails where something else was written there
            });
            if (root.EnumerateFileSystemInfos().FirstOrDefault() is { } left)
            {
                throw new InvalidOperationException($"'{left.Name}' was written outside of its folder.");
            }
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static byte[] Damage(byte[] whole, IReadOnlyList<byte[]> tokens, Random random)
    {
        var bytes = new List<byte>(whole);
        for (var left = random.Next(1, 8); left > 0 && bytes.Count > 0; left--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(9))
            {
                case < 3:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case < 6 when tokens.Count > 0:
                    bytes.InsertRange(at, tokens[random.Next(tokens.Count)]);
                    break;
                case 6:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 7:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count), 1));
                    var length = Math.Min(random.Next(64), bytes.Count - at);
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                default:
                    if (random.Next(12) == 0)
                    {
                        bytes.RemoveRange(at, bytes.Count - at);
                    }

                    break;
            }
        }

        return [.. bytes];
    }
}
