using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Release.Ledger;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Tests.Ledger;

public sealed class LedgerChainTests
{
    private const int Count = 1_000;

    private static readonly (List<byte[]> Entries, LedgerHead Head) Whole = Make();

    [Fact]
    public void Whole_chain_has_no_problem() => Assert.Null(Verify(Whole.Entries, Whole.Head));

    [Fact]
    public void Empty_chain_has_no_problem() => Assert.Null(Verify([], LedgerHead.Empty));

    [Fact]
    public void Change_of_any_entry_names_it()
    {
        for (var number = 1; number <= Count; number++)
        {
            List<byte[]> changed = [.. Whole.Entries];
            changed[number - 1] = Edit(changed[number - 1], "\"ann\"", "\"bob\"");

            Assert.StartsWith(Text($"entry {number} was changed: "), Verify(changed, Whole.Head), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Change_of_the_hash_that_any_entry_carries_names_it()
    {
        for (var number = 1; number <= Count; number++)
        {
            List<byte[]> changed = [.. Whole.Entries];
            changed[number - 1] = Edit(changed[number - 1], "\"previous\": \"", "\"previous\": \"f");

            Assert.StartsWith(Text($"entry {number} was changed"), Verify(changed, Whole.Head), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Drop_of_any_entry_names_it()
    {
        for (var number = 1; number <= Count; number++)
        {
            List<byte[]> gone = [.. Whole.Entries];
            gone[number - 1] = [];
            List<byte[]> closedUp = [.. Whole.Entries];
            closedUp.RemoveAt(number - 1);

            Assert.Equal(Text($"entry {number}: it is missing or empty."), Verify(gone, Whole.Head));
            Assert.Equal(
                number == Count ? Text($"it ends at entry {Count - 1}, and its head says {Count}.") : Text($"entry {number} says that it is entry {number + 1}."),
                Verify(closedUp, Whole.Head));
        }
    }

    [Fact]
    public void Exchange_of_any_two_neighbours_names_the_first()
    {
        for (var number = 1; number < Count; number++)
        {
            List<byte[]> exchanged = [.. Whole.Entries];
            (exchanged[number - 1], exchanged[number]) = (exchanged[number], exchanged[number - 1]);

            Assert.Equal(Text($"entry {number} says that it is entry {number + 1}."), Verify(exchanged, Whole.Head));
        }
    }

    [Fact]
    public void Insertion_before_any_entry_names_a_place_of_it()
    {
        for (var number = 1; number <= Count + 1; number++)
        {
            List<byte[]> longer = [.. Whole.Entries];
            var previous = number == 1 ? LedgerEntry.NoPrevious : Hash(longer[number - 2]);
            longer.Insert(number - 1, Entry(number, previous, "mallory"));

            Assert.Equal(
                number == Count + 1 ? Text($"it ends at entry {Count + 1}, and its head says {Count}.") : Text($"entry {number + 1} says that it is entry {number}."),
                Verify(longer, Whole.Head));
        }
    }

    [Fact]
    public void Damage_of_any_byte_is_found()
    {
        var few = Whole.Entries.Take(3).ToList();
        var head = new LedgerHead(3, Hash(few[2]));
        for (var place = 0; place < few[1].Length; place++)
        {
            List<byte[]> damaged = [.. few];
            damaged[1] = [.. few[1]];
            damaged[1][place] ^= 0x20;

            Assert.NotNull(Verify(damaged, head));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(500)]
    [InlineData(Count)]
    public void End_of_a_chain_can_be_looked_at_alone(int first)
    {
        var chain = LedgerChain.From(first);
        Assert.All(Whole.Entries.Skip(first - 1), entry => Assert.NotNull(chain.Add(entry)));

        Assert.Null(chain.End(Whole.Head));
    }

    private static string? Verify(List<byte[]> entries, LedgerHead head)
    {
        var chain = new LedgerChain();
        entries.ForEach(entry => chain.Add(entry));
        return chain.End(head);
    }

    private static (List<byte[]> Entries, LedgerHead Head) Make()
    {
        List<byte[]> entries = [];
        var head = LedgerHead.Empty;
        for (var number = 1; number <= Count; number++)
        {
            entries.Add(Entry(number, head.Hash, "ann"));
            head = new LedgerHead(number, Hash(entries[^1]));
        }

        return (entries, head);
    }

    private static byte[] Entry(long number, string previous, string by) => StoreJson.Write(new LedgerEntry
    {
        Sequence = number,
        Previous = previous,
        Event = new LedgerEvent { Kind = LedgerEventKind.Began, At = new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero), By = by },
    });

    private static string Hash(byte[] entry) => Convert.ToHexStringLower(SHA256.HashData(entry));

    private static byte[] Edit(byte[] entry, string before, string after) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entry).Replace(before, after, StringComparison.Ordinal));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
