using Microsoft.CodeAnalysis;
using ModuleBuild.Analyzers.Tests.Infrastructure;

namespace ModuleBuild.Analyzers.Tests.Uses;

/// <summary>MB2006: native functions, at their declaration.</summary>
public sealed class NativeDeclarationTests
{
    [Theory]
    [InlineData("""[DllImport("libacme")] static extern int [|beep|]();""", "native:load:libacme")]
    [InlineData("""[DllImport("acme.dll", EntryPoint = "acme_beep")] static extern int [|Beep|]();""", "native:load:acme.dll")]
    [InlineData("""void M() { beep(); [DllImport("libacme")] static extern int [|beep|](); }""", "native:load:libacme")]
    public Task Native_function_is_found(string member, string permission) =>
        Module.With().FindsAsync("class C { " + member + " }", permission);

    [Theory]
    [InlineData("native:load:libacme")]
    [InlineData("native:load:acme")]
    [InlineData("native:load:libacme!beep")]
    [InlineData("native:pinvoke:libacme.so")]
    [InlineData("native:load")]
    [InlineData("native:load:*")]
    public Task Declared_library_is_allowed(string permission) =>
        Module.With(permission).FindsNothingAsync("""class C { [DllImport("libacme")] static extern int beep(); void M() => beep(); }""");

    [Theory]
    [InlineData("native:load:other")]
    [InlineData("native:load:libacme!boop")]
    [InlineData("file:read")]
    public Task Other_library_is_not_what_is_declared(string permission) =>
        Module.With(permission).FindsAsync("""class C { [DllImport("libacme")] static extern int [|beep|](); }""");

    [Fact]
    public Task Source_generated_import_is_found_once_at_its_declaration() => Module.With().FindsAsync(
        """
        partial class C { [LibraryImport("libacme", StringMarshalling = StringMarshalling.Utf8)] private static partial int [|Beep|](string text); }
        partial class C
        {
            private static partial int Beep(string text)
            {
                return __PInvoke(1);
                [DllImport("libacme", EntryPoint = "Beep", ExactSpelling = true)] static extern int __PInvoke(nint text);
            }
        }
        """,
        "native:load:libacme");

    [Fact]
    public Task Source_generated_import_without_marshalling_is_found_once() => Module.With().FindsAsync(
        """
        partial class C { [LibraryImport("libacme")] private static partial int [|Beep|](); }
        partial class C { [DllImport("libacme", EntryPoint = "Beep", ExactSpelling = true)] private static extern partial int Beep(); }
        """,
        "native:load:libacme");

    [Fact]
    public Task Ordinary_methods_are_left_alone() => Module.With().FindsNothingAsync(
        "unsafe class C { static int Beep() => 1; delegate* unmanaged<int> Pointer; int M() => Beep(); }");

    [Fact]
    public async Task It_warns()
    {
        var found = Assert.Single(await Module.With().AnalyzeAsync(
            """class C { [System.Runtime.InteropServices.DllImport("libacme")] static extern int beep(); }"""));

        Assert.Equal(
            (DiagnosticSeverity.Warning, "MB2006", "'C.beep' calls native code of 'libacme', and module.json does not permit it. Add 'native:load:libacme' to its permissions, or remove the declaration."),
            (found.Severity, found.Id, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
