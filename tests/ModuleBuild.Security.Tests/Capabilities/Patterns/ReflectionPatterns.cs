namespace ModuleBuild.Security.Tests.Capabilities.Patterns;

/// <summary>Names in place of calls: they are a capability of their own, and what a constant names is followed.</summary>
internal static class ReflectionPatterns
{
    private const string Start = PatternList.Start;

    public static IEnumerable<Pattern> All => new PatternList()
        .Reaches("a method by a constant name", "class Evil { public static void Do() => Bad.Do(); } class Entry { public void Run() => typeof(Evil).GetMethod(\"Do\").Invoke(null, null); }", Start, "reflection:invoke")
        .Reaches("a method by a name that comes from outside", "class Evil { public static void Do() => Bad.Do(); } class Entry { public void Run(string n) => typeof(Evil).GetMethod(n).Invoke(null, null); }", Start, "reflection:invoke")
        .Reaches("a type by a constant name", "class Evil { public Evil() => Bad.Do(); } class Entry { public void Run() => Activator.CreateInstance(Type.GetType(\"Evil\")); }", Start, "reflection:invoke")
        .Reaches("an object by its type", "class Evil { public Evil() => Bad.Do(); } class Entry { public void Run() => Activator.CreateInstance(typeof(Evil)); }", Start, "reflection:invoke")
        .Reaches("an object by its type argument", "class Evil { public Evil() => Bad.Do(); } class Entry { public void Run() => Activator.CreateInstance<Evil>(); }", Start)
        .Reaches("the name of a type", "class Evil { public Evil() => Bad.Do(); } class Entry { public string Run() => typeof(Evil).Name + typeof(Evil).FullName + nameof(Evil); }")
        .Reaches("a type that is compared", "class Evil { static Evil() => Bad.Do(); } class Entry { public bool Run(object o) => o.GetType() == typeof(Evil) || o is Evil; }")
        .Reaches("dynamic", "class Evil { public void Do() => Bad.Do(); } class Entry { public void Run() { dynamic d = new Evil(); d.Do(); } }", Start, "reflection:invoke")
        .Reaches("dynamic, another name", "class Evil { public void Do() => Bad.Do(); public void Other() { } } class Entry { public void Run() { dynamic d = new Evil(); d.Other(); } }", "reflection:invoke")
        .Reaches("an expression", "class Entry { public int Run() { Expression<Func<int>> e = () => Bad.Do(); return e.Compile()(); } }", "dynamic:code", Start)
        .Reaches("an expression, safe", "class Entry { public int Run(int y) { Expression<Func<int>> e = () => y; return e.Compile()(); } }", "dynamic:code")
        .Reaches("a function of a native library", "class N { [DllImport(\"libfoo\")] public static extern int bar(); } class Entry { public int Run() => N.bar(); }", "native:pinvoke:libfoo!bar")
        .Reaches("a function of a native library by another name", "class N { [DllImport(\"libfoo\", EntryPoint = \"baz\")] public static extern int bar(); } class Entry { public int Run() => N.bar(); }", "native:pinvoke:libfoo!baz")
        .Reaches("a function that nobody calls", "class N { [DllImport(\"libfoo\")] public static extern int bar(); public static int Safe() => 1; } class Entry { public int Run() => N.Safe(); }")
        .Reaches("a native function pointer", "unsafe class Entry { public int Run(nint p) => ((delegate* unmanaged<int>)p)(); }", "native:pinvoke:*")
        .Reaches("an assembly that is loaded", "class Entry { public void Run() => Assembly.LoadFrom(\"plugin.dll\"); }", "dynamic:load:plugin.dll")
        .Reaches("an assembly that is only looked at", "class Entry { public string Run() => typeof(Entry).Assembly.FullName; }")
        .Reaches("code that is made", "class Entry { public void Run() => new System.Reflection.Emit.DynamicMethod(\"x\", null, null); }".Replace("=> new", "{ new", StringComparison.Ordinal).Replace("null); }", "null); } }", StringComparison.Ordinal), "dynamic:code")
        .Reaches("an object from data", "class Evil { public int X { get => 1; set => Bad.Do(); } } class Entry { public void Run(string s) => System.Text.Json.JsonSerializer.Deserialize<Evil>(s); }", Start)
        .Reaches("data from an object", "class Evil { public int X { get => 1; set => Bad.Do(); } } class Entry { public void Run() => System.Text.Json.JsonSerializer.Serialize<Evil>(null); }")
        .All;
}
