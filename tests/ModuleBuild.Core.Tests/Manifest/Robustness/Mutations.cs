using FsCheck;
using FsCheck.Fluent;

namespace ModuleBuild.Core.Tests.Manifest.Robustness;

/// <summary>The maximal manifest after some mutations, which FsCheck takes away again one after the other where a property fails.</summary>
internal static class Mutations
{
    private static readonly MutationKind[] KeepsLines = [MutationKind.Value, MutationKind.Value, MutationKind.Value, MutationKind.Name, MutationKind.RepeatLine];

    private static readonly Gen<Mutation> Any = Of([.. Enum.GetValues<MutationKind>(), .. KeepsLines, .. KeepsLines]);

    private static readonly Gen<Mutation> Readable = Of(KeepsLines);

    /// <summary>Checks texts with changes of all kinds.</summary>
    public static void Check(int tests, Action<byte[]> property) => Check(Any, tests, property);

    /// <summary>Checks texts whose lines still look like those of a manifest.</summary>
    public static void CheckReadable(int tests, Action<byte[]> property) => Check(Readable, tests, property);

    private static void Check(Gen<Mutation> gen, int tests, Action<byte[]> property)
    {
        var lists =
            from count in Gen.Choose(1, 6)
            from list in gen.ListOf(count)
            select list.ToArray();
        var holds = Prop.ForAll(
            Arb.From(lists, Shrink), mutations => property(mutations.Aggregate(MaximalManifest.Bytes, (text, mutation) => mutation.Apply(text))));

        // The same texts in every run: a build must not fail by chance. Another seed is another ten thousand.
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(2026, 1121), holds);
    }

    private static Gen<Mutation> Of(MutationKind[] kinds) =>
        from kind in Gen.Elements(kinds)
        from place in Gen.Choose(0, 999)
        from other in Gen.Choose(0, 999)
        from token in Gen.Choose(0, 99)
        select new Mutation(kind, place, other, token);

    private static IEnumerable<Mutation[]> Shrink(Mutation[] mutations) =>
        Enumerable.Range(0, mutations.Length).Select(skipped => mutations.Where((_, index) => index != skipped).ToArray());
}
